using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace TieredRouting.Specs;

/// <summary>A file system of its own, in memory, that is soon full.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly int _size;

    private SmallDisk(string path, int size) => (Path, _size) = (path, size);

    public string Path { get; }

    /// <summary>Mounts one, where this user may.</summary>
    public static bool TryMount(string path, [NotNullWhen(true)] out SmallDisk? disk, int size = 64 * 1024)
    {
        disk = null;
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return false;
        Directory.CreateDirectory(path);
        if (Run("mount", "-t", "tmpfs", "-o", $"size={size}", "none", path))
            disk = new SmallDisk(path, size);
        else
            Directory.Delete(path);
        return disk is not null;
    }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Gives it back.</summary>
    public void Free() => File.Delete(Filler);

    /// <summary>Takes all the room that is left.</summary>
    public void Fill()
    {
        using var filler = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var i = 0; i <= _size; i += 512)
                filler.Write(new byte[512]);
        }
        catch (IOException)
        {
            // Full, as it should be.
        }
    }

    /// <summary>Lets nobody write to it any more.</summary>
    public void Protect() => Run("mount", "-o", "remount,ro", Path);

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static bool Run(string command, params IEnumerable<string> arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true, UseShellExecute = false });
            process!.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
