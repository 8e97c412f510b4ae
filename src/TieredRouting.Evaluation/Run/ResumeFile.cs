using System.Text.Json;

namespace TieredRouting.Evaluation;

/// <summary>
/// Finished requests, one a line, behind a header that says what they are of. A run that was ended goes on where it was: what is here is not asked
/// again. A last line that was cut off is dropped, and its request asked again. Safe to call from several threads at once.
/// </summary>
internal sealed class ResumeFile : IDisposable
{
    private const int Version = 3;

    private readonly HashSet<UInt128> _done = [];
    private readonly FileStream _file;
    private readonly Lock _gate = new();

    internal ResumeFile(FileStream file) => _file = file;

    /// <summary>Opens or begins a file, and hands over what is finished.</summary>
    /// <exception cref="InputException">It cannot be used, or is of another configuration or file.</exception>
    public static ResumeFile Open(FileInfo file, string config, FileInfo recordings, Action<RequestResult> keep)
    {
        var resume = new ResumeFile(OpenFile(file));
        try
        {
            resume.Read(file.Name, ResumeHeader.Of(Version, config, recordings), keep);
            return resume;
        }
        catch (Exception)
        {
            resume.Dispose();
            throw;
        }
    }

    public bool Holds(string id) => _done.Contains(SeenIds.HashOf(id));

    public void Add(RequestResult result)
    {
        var line = JsonSerializer.SerializeToUtf8Bytes(result, EvaluationJsonContext.Default.RequestResult);
        lock (_gate)
            Write(line);
    }

    public void Dispose()
    {
        try
        {
            _file.Dispose();
        }
        catch (IOException)
        {
            // What was added is written; who added what could not be was told.
        }
    }

    private static FileStream OpenFile(FileInfo file)
    {
        try
        {
            return new FileStream(file.FullName, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.Name}: {UnwritableFile.Of(file, exception)}");
        }
    }

    private void Read(string name, ResumeHeader expected, Action<RequestResult> keep)
    {
        var whole = 0L;
        var number = 0;
        using var reader = new StreamReader(_file, leaveOpen: true);
        foreach (var line in WholeLines(reader))
        {
            number++;
            whole += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
            if (number == 1)
                Require(name, Parse(name, number, line, EvaluationJsonContext.Default.ResumeHeader), expected);
            else
                Keep(Parse(name, number, line, EvaluationJsonContext.Default.RequestResult), keep);
        }

        _file.SetLength(whole);
        _file.Position = whole;
        if (number == 0)
            Write(JsonSerializer.SerializeToUtf8Bytes(expected, EvaluationJsonContext.Default.ResumeHeader));
    }

    private void Keep(RequestResult result, Action<RequestResult> keep)
    {
        if (_done.Add(SeenIds.HashOf(result.Id)))
            keep(result);
    }

    private static IEnumerable<string> WholeLines(StreamReader reader)
    {
        var line = new System.Text.StringBuilder();
        for (var next = reader.Read(); next >= 0; next = reader.Read())
        {
            if (next != '\n')
            {
                line.Append((char)next);
                continue;
            }

            yield return line.ToString();
            line.Clear();
        }
    }

    private static void Require(string name, ResumeHeader found, ResumeHeader expected)
    {
        if (found.V != expected.V)
            throw new InputException($"{name}(1): is of version {found.V}; version {expected.V} is read here; begin a new file");
        if (found.Config != expected.Config)
            throw new InputException($"{name}(1): was begun under another configuration; begin a new file");
        if (found != expected)
            throw new InputException($"{name}(1): was begun with other recordings ('{found.Recordings}', or the same file before it was changed); begin a new file");
    }

    private static T Parse<T>(string name, int number, string line, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type) ?? throw new JsonException();
        }
        catch (JsonException)
        {
            throw new InputException($"{name}({number}): is no line of a file of finished requests");
        }
    }

    private void Write(byte[] line)
    {
        try
        {
            _file.Write([.. line, (byte)'\n']);
            _file.Flush();
        }
        catch (IOException exception)
        {
            throw new UnwritableFileException(Path.GetFileName(_file.Name), UnwritableFile.Of(exception), exception);
        }
    }
}
