namespace TieredRouting.Configuration;

/// <summary>Says why a file could not be read.</summary>
internal static class FileFlaw
{
    public static string Of(string file, Exception exception) => exception switch
    {
        _ when Directory.Exists(file) => "is a folder, not a file",
        FileNotFoundException or DirectoryNotFoundException => "is not there",
        _ => $"cannot be read ({exception.GetType().Name})",
    };
}
