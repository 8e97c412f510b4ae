using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Reads a file of JSON objects, one a line, plain or compressed, line by line, however long it is; a line may be of 64 MB.</summary>
internal sealed class JsonLines(FileInfo file)
{
    private const char Mark = '\uFEFF';

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>How much of the file was read, from 0 to 1; 0 where that cannot be told.</summary>
    public double Progress { get; private set; }

    /// <summary>The lines that are not empty, with their numbers.</summary>
    /// <exception cref="InputException">The file cannot be read.</exception>
    public IEnumerable<(int Number, string Line)> Read()
    {
        using var stream = Open();
        using var reader = new StreamReader(new LimitedLines(Unpacked(stream)), Strict, detectEncodingFromByteOrderMarks: false);
        for (var number = 1; NextLine(reader, number) is { } line; number++)
        {
            Progress = stream is { CanSeek: true, Length: > 0 } ? (double)stream.Position / stream.Length : 0;
            if (number == 1)
                line = line.TrimStart(Mark);
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
            throw Unusable(number, JsonFlaw.Explain(line, exception));
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
            throw new InputException($"{file.Name}: {FileFlaw.Of(file.FullName, exception)}");
        }
    }

    /// <summary>The platform tells a compressed file that was cut off from a whole one only where the host sets <c>System.IO.Compression.UseStrictValidation</c>, as the tool does.</summary>
    private Stream Unpacked(FileStream stream)
    {
        var named = file.Extension.Equals(".gz", StringComparison.OrdinalIgnoreCase);
        if (StartsPacked(stream) is { } packed && packed != named)
            throw new InputException($"{file.Name}: {(packed ? "is compressed; give it a name that ends in .gz" : "is not compressed, though its name ends in .gz")}");
        return named ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }

    /// <summary>Whether a file begins as compressed ones do; <see langword="null"/> where it is too short to tell, or can be read only once.</summary>
    private static bool? StartsPacked(FileStream stream)
    {
        if (stream is not { CanSeek: true, Length: >= 2 })
            return null;
        var packed = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return packed;
    }

    private static string WhyNot(Exception exception) =>
        exception is InvalidDataException ? "it was cut off or damaged; copy it anew" : exception.GetType().Name;

    private string? NextLine(StreamReader reader, int number)
    {
        try
        {
            return reader.ReadLine();
        }
        catch (DecoderFallbackException)
        {
            throw new InputException($"{file.Name}: is not UTF-8, from line {number} on or soon after; save it as UTF-8");
        }
        catch (LineTooLongException exception)
        {
            throw Unusable(number, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or InvalidDataException)
        {
            throw new InputException($"{file.Name}: cannot be read to its end, after line {number - 1}: {WhyNot(exception)}");
        }
    }
}
