namespace TieredRouting.Evaluation;

/// <summary>Says why a file cannot be written. A folder is never made: a misspelt one would only hide the file.</summary>
internal static class UnwritableFile
{
    public static string Of(FileInfo file, Exception exception) => exception switch
    {
        _ when Directory.Exists(file.FullName) => "is a folder, not a file",
        DirectoryNotFoundException => $"the folder '{file.DirectoryName}' is not there",
        _ => $"cannot be written ({exception.GetType().Name})",
    };
}
