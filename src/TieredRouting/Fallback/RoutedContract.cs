using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <summary>A contract as it runs: its policy, the format it asks for and the checks it holds answers to. Built once.</summary>
internal sealed record RoutedContract(
    ContractPolicy Policy,
    ChatResponseFormat? Format,
    JsonElement? SentSchema,
    int SchemaTokens,
    IAnswerValidator[] Validators)
{
    /// <summary>Holds answers to the contract's own schema, where it has one.</summary>
    public IAnswerValidator? SchemaValidator { get; init; }

    /// <summary>Reads a confidence from a provider's response, where somebody knows how.</summary>
    public Func<ChatResponse, ConfidenceLevel?>? ConfidenceReader { get; init; }

    public Contract Contract => Policy.Contract;
}
