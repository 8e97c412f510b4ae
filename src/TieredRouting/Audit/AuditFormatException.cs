namespace TieredRouting;

/// <summary>A line of an audit cannot be read.</summary>
public sealed class AuditFormatException : FormatException
{
    internal AuditFormatException(string file, long line, string flaw, Exception? inner = null)
        : base(FormattableString.Invariant($"{file}, line {line}: {flaw}"), inner)
    {
        (File, Line) = (file, line);
    }

    /// <summary>The file's name.</summary>
    public string File { get; }

    /// <summary>The line, from 1.</summary>
    public long Line { get; }
}
