using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace TieredRouting.Evaluation;

/// <summary>Reads a file of JSON objects, one a line, plain or compressed, line by line, however long it is.</summary>
internal sealed class JsonLines(FileInfo file)
{
    /// <summary>How much of the file was read, from 0 to 1.</summary>
    public double Progress { get; private set; }

    /// <summary>The lines that are not empty, with their numbers.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public IEnumerable<(int Number, string Line)> Read()
    {
        using var stream = Open();
        using var reader = new StreamReader(Unpacked(stream));
        var number = 0;
        while (NextLine(reader) is { } line)
        {
            number++;
            Progress = stream.Length == 0 ? 1 : (double)stream.Position / stream.Length;
            if (!string.IsNullOrWhiteSpace(line))
                yield return (number, line);
        }
    }

    /// <summary>What a line holds.</summary>
    /// <exception cref="InputException">It cannot be read; the error names the line.</exception>
    public T Parse<T>(int number, string line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw Unusable(number, "holds null");
        }
        catch (JsonException exception)
        {
            throw Unusable(number, Explain(line, exception));
        }
    }

    public InputException Empty() => new($"{file.Name}: holds no line");

    public InputException Unusable(int number, string why) => new($"{file.Name}({number}): {why}");

    private FileStream Open()
    {
        try
        {
            return file.OpenRead();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.Name}: {(exception is FileNotFoundException or DirectoryNotFoundException ? "is not there" : $"cannot be read ({exception.GetType().Name})")}");
        }
    }

    /// <summary>The platform tells a compressed file that was cut off from a whole one only where the host sets <c>System.IO.Compression.UseStrictValidation</c>, as the tool does.</summary>
    private Stream Unpacked(FileStream stream) =>
        file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(stream, CompressionMode.Decompress) : stream;

    private string? NextLine(StreamReader reader)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new InputException($"{file.Name}: cannot be read to its end ({exception.GetType().Name})");
        }
    }

    /// <summary>The platform's own messages quote what they read; these do not.</summary>
    private static string Explain(string line, JsonException exception)
    {
        if (!IsJson(line))
            return $"is not JSON, from byte {exception.BytePositionInLine + 1}";
        var path = exception.Path is { Length: > 2 } at ? at[2..] : "the line";
        return HoldsBrokenText(line) ? $"{path} is not valid Unicode" : $"{path} cannot be read: a wrong type, or an unknown or repeated property";
    }

    /// <summary>A text in JSON may hold half a surrogate pair, which is no text.</summary>
    private static bool HoldsBrokenText(string line)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(line));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
                    reader.GetString();
            }

            return false;
        }
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static bool IsJson(string line)
    {
        try
        {
            using var document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
