using System.Globalization;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace TieredRouting.Signals;

/// <summary>The properties under which a request's contract and facts travel in <see cref="ChatOptions.AdditionalProperties"/>.</summary>
internal static class RequestProperties
{
    public const string Prefix = "tiered_routing.";
    public const string Contract = Prefix + "contract";
    public const string Approval = Prefix + "approved_escalation";
    public const string Recipients = Prefix + "recipients";
    public const string Records = Prefix + "records";
    public const string Amount = Prefix + "amount";
    public const string UserTier = Prefix + "user_tier";
    public const string RetrievalConfidence = Prefix + "retrieval_confidence";
    public const string Cohort = Prefix + "cohort";
    public const string Surface = Prefix + "surface";
    public const string Workflow = Prefix + "workflow";
    public const string Step = Prefix + "step";
    public const string Market = Prefix + "market";
    public const string User = Prefix + "user";
    public const string Tenant = Prefix + "tenant";

    /// <summary>The contract a request names, or <see langword="null"/>.</summary>
    public static string? ContractOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Contract, out var value) == true ? Text(Contract, value) : null;

    /// <summary>The approval of an escalation that a request brings, or <see langword="null"/>.</summary>
    public static string? ApprovalOf(ChatOptions? options) =>
        options?.AdditionalProperties?.TryGetValue(Approval, out var value) == true ? Text(Approval, value) : null;

    /// <summary>The facts a request states.</summary>
    /// <exception cref="InvalidOperationException">A property of ours is unknown or has no fit value.</exception>
    public static RequestFacts FactsOf(ChatOptions? options)
    {
        var facts = RequestFacts.None;
        if (options?.AdditionalProperties is not { Count: > 0 } properties)
            return facts;
        foreach (var (name, value) in properties)
        {
            if (name.StartsWith(Prefix, StringComparison.Ordinal))
                facts = With(facts, name, value);
        }

        return facts;
    }

    private static RequestFacts With(RequestFacts facts, string name, object? value) => name switch
    {
        Contract or Approval => facts,
        Recipients => facts with { Recipients = Count(name, value) },
        Records => facts with { Records = Count(name, value) },
        Amount => facts with { Amount = Money(name, value) },
        UserTier => facts with { UserTier = Text(name, value) },
        RetrievalConfidence => facts with { RetrievalConfidence = Share(name, value) },
        Cohort => facts with { Cohort = Text(name, value) },
        Surface => facts with { Surface = Text(name, value) },
        Workflow => facts with { Workflow = Text(name, value) },
        Step => facts with { Step = Text(name, value) },
        Market => facts with { Market = Text(name, value) },
        User => facts with { User = Text(name, value) },
        Tenant => facts with { Tenant = Text(name, value) },
        _ => throw new InvalidOperationException(
            $"'{name}' is no fact. Known: recipients, records, amount, user_tier, retrieval_confidence, cohort, surface, workflow, step, market, user, tenant."),
    };

    private static string Text(string name, object? value) => value switch
    {
        string { Length: > 0 } text => text,
        JsonElement { ValueKind: JsonValueKind.String } json when json.GetString() is { Length: > 0 } text => text,
        _ => throw Unfit(name, "text that is not empty"),
    };

    private static long Count(string name, object? value) =>
        Number(value) is { } number && number >= 0 && number <= long.MaxValue && decimal.Truncate(number) == number
            ? (long)number
            : throw Unfit(name, "a whole number of zero or more");

    private static decimal Money(string name, object? value) =>
        Number(value) is { } number && number >= 0 ? number : throw Unfit(name, "a number of zero or more");

    private static double Share(string name, object? value) =>
        Number(value) is { } number && number is >= 0 and <= 1 ? (double)number : throw Unfit(name, "a number from 0 to 1");

    private static decimal? Number(object? value)
    {
        try
        {
            return value switch
            {
                JsonElement { ValueKind: JsonValueKind.Number } json => json.TryGetDecimal(out var number) ? number : null,
                byte or short or int or long or float or double or decimal => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
                _ => null,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static InvalidOperationException Unfit(string name, string expected) =>
        new($"The fact '{name}' must be {expected}.");
}
