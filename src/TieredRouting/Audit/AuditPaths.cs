using System.Globalization;

namespace TieredRouting.Audit;

/// <summary>The files of one audit: the one that is written, its head, its lock, and those it was rolled into.</summary>
internal sealed class AuditPaths
{
    private const string Instance = "{instance}";
    private const int NumberLength = 6;
    private const int MostDigits = 9;

    private readonly string _folder;
    private readonly string _stem;
    private readonly string _extension;

    /// <param name="path">The file that is written; <c>{instance}</c> in it stands for this process.</param>
    public AuditPaths(string path)
    {
        var full = Path.GetFullPath(path.Replace(Instance, $"{Environment.MachineName}-{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}", StringComparison.OrdinalIgnoreCase));
        Active = TargetOf(full);
        _folder = Path.GetDirectoryName(Active)!;
        _stem = Path.GetFileNameWithoutExtension(Active);
        _extension = Path.GetExtension(Active);
        Name = ChainHead.NameOf(Active);
    }

    public string Active { get; }

    /// <summary>What stands for the file's name in its head.</summary>
    public byte[] Name { get; }

    public string Head => Active + ".head";

    public string Lock => Active + ".lock";

    /// <summary>The files that were rolled, oldest first; they may have been packed (<c>.gz</c>) since.</summary>
    public IReadOnlyList<RolledFile> Rolled()
    {
        if (!Directory.Exists(_folder))
            return [];
        var files = new List<RolledFile>();
        foreach (var path in Directory.EnumerateFiles(_folder, $"{_stem}.*"))
        {
            if (NumberOf(Path.GetFileName(path)) is { } number)
                files.Add(new RolledFile(path, number));
        }

        // While a file is being packed, both are there: the plain one is whole.
        return [.. files.OrderBy(file => file.Number).ThenBy(file => file.Path.Length).DistinctBy(file => file.Number)];
    }

    /// <summary>What the file is called once it is rolled.</summary>
    public string RolledAs(int number) =>
        Path.Combine(_folder, $"{_stem}.{number.ToString(CultureInfo.InvariantCulture).PadLeft(NumberLength, '0')}{_extension}");

    /// <summary>Another name for a file is the same file, with the same one writer.</summary>
    private static string TargetOf(string path)
    {
        try
        {
            return File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Not there yet, or just being rolled: then it is no link.
            return path;
        }
    }

    private int? NumberOf(string name)
    {
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            name = name[..^3];
        if (!name.StartsWith(_stem + ".", StringComparison.Ordinal) || !name.EndsWith(_extension, StringComparison.Ordinal))
            return null;
        var digits = name.AsSpan(_stem.Length + 1);
        digits = digits.Length > _extension.Length ? digits[..^_extension.Length] : default;
        return digits.Length is >= NumberLength and <= MostDigits && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
