namespace TieredRouting.Evaluation;

/// <summary>Says why a file cannot be written. A folder is never made: a misspelt one would only hide the file.</summary>
internal static class UnwritableFile
{
    private const int UnixNoSpace = 28;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);

    public static string Of(FileInfo file, Exception exception) => exception switch
    {
        _ when Directory.Exists(file.FullName) => "is a folder, not a file",
        DirectoryNotFoundException => $"the folder '{file.DirectoryName}' is not there",
        _ => Of(exception),
    };

    /// <summary>The same of a file that was opened already.</summary>
    public static string Of(Exception exception) => exception switch
    {
        _ when LacksSpace(exception) => "cannot be written: no space is left",
        UnauthorizedAccessException => "cannot be written: that is not allowed",
        _ => "cannot be written",
    };

    public static bool LacksSpace(Exception exception) => exception.HResult is UnixNoSpace or WindowsDiskFull or WindowsHandleDiskFull;
}
