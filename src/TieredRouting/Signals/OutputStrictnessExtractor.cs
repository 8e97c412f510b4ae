using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>How strict the answer's form is: under a schema, any JSON, or free text.</summary>
internal sealed class OutputStrictnessExtractor : ISignalExtractor
{
    private static readonly Signal Schema = Signal.Of(SignalNames.OutputStrictness, "schema").Shared();
    private static readonly Signal Json = Signal.Of(SignalNames.OutputStrictness, "json").Shared();
    private static readonly Signal Text = Signal.Of(SignalNames.OutputStrictness, "text").Shared();

    public string Name => SignalNames.OutputStrictness;

    public ValueTask<Signal> ExtractAsync(SignalRequest request, CancellationToken cancellationToken) => new(
        request.Contract.Schema is not null ? Schema
        : request.Options?.ResponseFormat switch
        {
            ChatResponseFormatJson { Schema: not null } => Schema,
            ChatResponseFormatJson => Json,
            _ => Text,
        });
}
