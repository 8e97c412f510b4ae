using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Text.Json;
using TieredRouting.Fallback;
using TieredRouting.Validation;

namespace TieredRouting;

/// <summary>
/// Validators of schemas that callers bring to contracts without one of their own, linted and built once for each text.
/// Bounded: beyond the limit a schema still works, and is built anew each time.
/// </summary>
internal sealed class AdoptedSchemas
{
    private const int Capacity = 256;

    private readonly ConcurrentDictionary<string, AdoptedSchema> _byText = new(StringComparer.Ordinal);

    /// <exception cref="InvalidOperationException">The schema cannot be enforced.</exception>
    public AdoptedSchema Adopt(JsonElement schema, string contract)
    {
        var text = schema.GetRawText();
        if (_byText.TryGetValue(text, out var known))
            return known;
        var adopted = new AdoptedSchema(Build(schema.Clone(), contract), PromptSize.OfSchema(text));
        if (_byText.Count < Capacity)
            _byText.TryAdd(text, adopted);
        return adopted;
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
