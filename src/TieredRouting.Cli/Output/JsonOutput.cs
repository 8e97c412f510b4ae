using System.CommandLine;
using System.Text.Json.Serialization.Metadata;
using TieredRouting.Evaluation;

namespace TieredRouting.Cli;

/// <summary>What <c>--json</c> asks for: the result in a file beside the table, or, where it names none, on standard output in the table's place.</summary>
internal sealed class JsonOutput : IDisposable
{
    private readonly ResultFile? _file;
    private readonly bool _takesTablesPlace;

    private JsonOutput(ResultFile? file, bool takesTablesPlace) => (_file, _takesTablesPlace) = (file, takesTablesPlace);

    /// <summary>Whether the table is printed.</summary>
    public bool LeavesTable => !_takesTablesPlace;

    public static Option<FileInfo?> Option() => new("--json")
    {
        Description = "Takes the result as JSON; without a file, standard output does, in the table's place.",
        HelpName = "FILE",
        Arity = ArgumentArity.ZeroOrOne,
    };

    /// <summary>A file is opened before anything is done: one that cannot be written is known at once.</summary>
    /// <exception cref="InputException">The file cannot be written, or is one of the inputs.</exception>
    public static JsonOutput Open(ParseResult parsed, Option<FileInfo?> option, Terminal terminal, params ReadOnlySpan<FileInfo> inputs) =>
        parsed.GetResult(option) is null ? Nowhere() : Open(parsed.GetValue(option), terminal, inputs);

    /// <summary>The same, where it is known to be asked for.</summary>
    /// <exception cref="InputException">The file cannot be written, or is one of the inputs.</exception>
    public static JsonOutput Open(FileInfo? target, Terminal terminal, params ReadOnlySpan<FileInfo> inputs) => new(ResultFile.Open(target, terminal, inputs), target is null);

    /// <summary>Where it is not asked for.</summary>
    public static JsonOutput Nowhere() => new(file: null, takesTablesPlace: false);

    public void Write<T>(T result, JsonTypeInfo<T> type) => _file?.KeepJson(result, type);

    public void Dispose() => _file?.Dispose();
}
