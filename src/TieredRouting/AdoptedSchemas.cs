using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TieredRouting.Fallback;
using TieredRouting.Signals;
using TieredRouting.Validation;

namespace TieredRouting;

/// <summary>
/// Validators of schemas that callers bring to contracts without one of their own, linted and built once for each text.
/// Bounded: beyond the limit a schema still works, and is built anew each time.
/// </summary>
internal sealed class AdoptedSchemas
{
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<(string Text, bool Enveloped), AdoptedSchema> _byText = new();

    /// <exception cref="InvalidOperationException">The schema cannot be enforced.</exception>
    public AdoptedSchema Adopt(JsonElement schema, Contract contract)
    {
        var key = (Text: schema.GetRawText(), Enveloped: contract.Confidence is { Ask: true });
        if (_byText.TryGetValue(key, out var known))
            return known;
        var validator = Build(schema.Clone(), contract.Name);
        var adopted = key.Enveloped ? Enveloped(schema, validator) : new AdoptedSchema(validator, TokenEstimate.OfSchema(schema));
        if (_byText.Count < Capacity)
            _byText.TryAdd(key, adopted);
        return adopted;
    }

    private static AdoptedSchema Enveloped(JsonElement schema, IAnswerValidator validator)
    {
        var format = ConfidenceEnvelope.Format(schema, ConfidenceEnvelope.Answer);
        return new AdoptedSchema(validator, TokenEstimate.OfSchema(format.Schema!.Value), format);
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Where code is trimmed ahead of time, the line above refuses.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Where code is compiled ahead of time, the line above refuses.")]
    private static JsonSchemaAnswerValidator Build(JsonElement schema, string contract)
    {
        if (!RuntimeFeature.IsDynamicCodeSupported)
            throw new InvalidOperationException($"The request brings a schema to the contract '{contract}', which has none; under ahead-of-time compilation schemas cannot be enforced.");
        if (SchemaLint.Lint(schema) is { Count: > 0 } errors)
            throw new InvalidOperationException($"The request's schema cannot be enforced under the contract '{contract}': {string.Join("; ", errors)}.");
        return JsonSchemaAnswerValidator.Create(schema);
    }
}
