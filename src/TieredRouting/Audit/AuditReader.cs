using System.Runtime.CompilerServices;
using System.Text.Json;
using TieredRouting.Audit;

namespace TieredRouting;

/// <summary>
/// Reads audits back, as streams in flat memory, also while the router writes. It does not verify the chain: that is what <see cref="AuditChain"/> is for. Thread-safe.
/// </summary>
public static class AuditReader
{
    /// <summary>Reads one file, plain or packed (<c>.gz</c>). A last line that is torn, as a crash leaves it, is no record and is passed over.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Its lines, in order; events among them (<see cref="AuditEntry.Event"/>).</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    /// <exception cref="AuditFormatException">A line is no record, or one of a newer major version; the message names file and line.</exception>
    public static IAsyncEnumerable<AuditEntry> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ReadFileAsync(path, cancellationToken);
    }

    /// <summary>Reads a file that <c>JsonLines</c> writes and, before it, those it was rolled into.</summary>
    /// <param name="path">The file that is written, by its own name: an <c>{instance}</c> stands for this process.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>Their lines, in order.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is empty.</exception>
    /// <exception cref="IOException">A file cannot be read, or there is none.</exception>
    /// <exception cref="AuditFormatException">A line is no record, or one of a newer major version; the message names file and line.</exception>
    public static IAsyncEnumerable<AuditEntry> ReadAllAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return ReadFilesAsync(new AuditPaths(path), cancellationToken);
    }

    private static async IAsyncEnumerable<AuditEntry> ReadFilesAsync(AuditPaths paths, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var snapshot = await AuditSnapshot.TakeAsync(paths, static () => default, cancellationToken);
        if (snapshot is { Active: null, Rolled.Count: 0 })
            throw new FileNotFoundException($"There is no audit file '{paths.Active}'.", paths.Active);
        // What was retired since the snapshot is gone, as it was meant to be.
        foreach (var file in snapshot.Rolled.Where(file => File.Exists(file.Path)))
        {
            await foreach (var entry in ReadFileAsync(file.Path, cancellationToken))
                yield return entry;
        }

        if (snapshot.Active is not { } lines)
            yield break;
        await foreach (var entry in ReadLinesAsync(lines, Path.GetFileName(paths.Active), cancellationToken))
            yield return entry;
    }

    private static async IAsyncEnumerable<AuditEntry> ReadFileAsync(string path, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var lines = new LineReader(path);
        await foreach (var entry in ReadLinesAsync(lines, Path.GetFileName(path), cancellationToken))
            yield return entry;
    }

    private static async IAsyncEnumerable<AuditEntry> ReadLinesAsync(LineReader lines, string name, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await NextAsync(lines, name, cancellationToken))
        {
            if (Read(lines, name) is { } entry)
                yield return entry;
        }
    }

    private static async ValueTask<bool> NextAsync(LineReader lines, string file, CancellationToken cancellationToken)
    {
        try
        {
            return await lines.ReadAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new AuditFormatException(file, lines.Number + 1, lines is { IsPacked: true, IsTooLong: false } ? "the packed file is damaged here" : exception.Message, exception);
        }
    }

    private static AuditEntry? Read(LineReader lines, string file)
    {
        if (lines is { IsTorn: true, IsPacked: true })
            throw new AuditFormatException(file, lines.Number, "the packed file was cut off here");
        try
        {
            return Read(lines.Line.Span, file, lines.Number);
        }
        catch (JsonException) when (lines.IsTorn)
        {
            return null;
        }
        catch (JsonException exception)
        {
            throw new AuditFormatException(file, lines.Number, $"it is no audit record{(exception.Path is { Length: > 1 } path ? $" ({path})" : string.Empty)}");
        }
    }

    private static AuditEntry Read(ReadOnlySpan<byte> line, string file, long number) => VersionFlaw(line) is { } flaw
        ? throw new AuditFormatException(file, number, flaw)
        : Parse(line);

    /// <summary>Reads a line of this version.</summary>
    /// <exception cref="JsonException">The line is no record; the path names the property where that is known.</exception>
    internal static AuditEntry Parse(ReadOnlySpan<byte> line)
    {
        var entry = JsonSerializer.Deserialize(line, AuditJsonContext.Default.AuditEntry)!;
        return entry.Attempts.Contains(null!) ? throw new JsonException(message: null, "$.attempts", lineNumber: null, bytePositionInLine: null) : entry;
    }

    /// <summary>What is wrong with a line's version, or <see langword="null"/>.</summary>
    /// <exception cref="JsonException">The line is no object.</exception>
    internal static string? VersionFlaw(ReadOnlySpan<byte> line) => VersionOf(line) switch
    {
        AuditRecord.Version => null,
        null => "it states no version ('v')",
        { } other => $"it is of version {other} of the audit record, and this library reads version {AuditRecord.Version}",
    };

    /// <summary>The version, before anything else: a newer form may have other properties of the same names.</summary>
    private static int? VersionOf(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            throw new JsonException();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isVersion = reader.ValueTextEquals("v"u8);
            reader.Read();
            if (isVersion)
                return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out var version) ? version : null;
            reader.Skip();
        }

        return null;
    }
}
