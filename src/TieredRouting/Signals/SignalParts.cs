namespace TieredRouting.Signals;

/// <summary>The parts that the built-in signals have.</summary>
internal static class SignalParts
{
    private static readonly Dictionary<string, IReadOnlyList<string>> Known = new(StringComparer.Ordinal)
    {
        [SignalNames.Length] = [.. LengthParts.Names, LengthParts.AtLeast],
        [SignalNames.BlastRadius] = BlastRadiusParts.Names,
        [SignalNames.Structure] = StructureParts.Names,
        [SignalNames.OutputStrictness] = [],
        [SignalNames.RetrievalConfidence] = [],
        [SignalNames.UserTier] = [],
        [SignalNames.PolicyLane] = [PolicyLaneExtractor.Incomplete],
        [SignalNames.PromptInjection] = [],
        [SignalNames.Conflict] = [],
        [SignalNames.Conversation] = ConversationParts.Names,
    };

    /// <summary>Whether a signal's value lists kinds, of which a condition may name one: finding more never makes it fail.</summary>
    public static bool ListsKinds(string signal) => signal is SignalNames.PolicyLane or SignalNames.PromptInjection;

    /// <summary>Whether a signal's value follows from its parts.</summary>
    public static bool TellTheirSum(string signal) => signal is SignalNames.Length or SignalNames.Structure or SignalNames.Conversation or SignalNames.ToolRisk;

    /// <summary>Whether only the parts of a signal have values.</summary>
    public static bool HasNoValue(string signal) => signal == SignalNames.BlastRadius;

    /// <summary>The parts of a signal; <see langword="null"/> where it has any: the tools of a request, or a signal of the application.</summary>
    public static IReadOnlyList<string>? Of(string signal) => Known.GetValueOrDefault(signal);
}
