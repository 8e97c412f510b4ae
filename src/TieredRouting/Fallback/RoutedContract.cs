using System.Text.Json;
using Microsoft.Extensions.AI;
using TieredRouting.Policies;

namespace TieredRouting.Fallback;

/// <summary>A contract as it runs: its policy, the format it asks for and the validators it holds answers to. Built once.</summary>
internal sealed record RoutedContract(
    ContractPolicy Policy,
    ChatResponseFormat? Format,
    JsonElement? SentSchema,
    int SchemaTokens,
    IAnswerValidator[] Validators)
{
    public Contract Contract => Policy.Contract;
}
