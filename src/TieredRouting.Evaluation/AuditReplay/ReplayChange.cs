using TieredRouting.Telemetry;

namespace TieredRouting.Evaluation;

/// <summary>What differs between the decision on record and the candidate's.</summary>
internal readonly record struct ReplayChange
{
    /// <summary>Stands for the tier of a request that nobody may serve.</summary>
    public const string NoTier = "none";

    public ReplayChange(RecordedRequest was, RouteDecision decided)
    {
        Tier = Differing(was.Tier ?? NoTier, decided.Tier ?? NoTier);
        Floor = Differing(was.Floor, decided.Floor);
        Class = Differing(was.Class, EnumNames.Of(decided.Class));
        Lane = Differing(was.Lane, EnumNames.Of(decided.Lane));
        ApprovalAdded = decided.Approval && !was.Approval;
        ApprovalRemoved = was.Approval && !decided.Approval;
        // What no record says was required cannot be told from what is required now.
        GatesAdded = was.Gates is { } before ? [.. decided.Gates.Except(before, StringComparer.Ordinal)] : [];
        GatesRemoved = was.Gates is { } earlier ? [.. earlier.Except(decided.Gates, StringComparer.Ordinal)] : [];
    }

    public (string From, string To)? Tier { get; }

    public (string From, string To)? Floor { get; }

    public (string From, string To)? Class { get; }

    public (string From, string To)? Lane { get; }

    public bool ApprovalAdded { get; }

    public bool ApprovalRemoved { get; }

    public IReadOnlyList<string> GatesAdded { get; }

    public IReadOnlyList<string> GatesRemoved { get; }

    public bool IsAny => Tier is not null || Floor is not null || Class is not null || Lane is not null || ApprovalAdded || ApprovalRemoved || GatesAdded.Count > 0 || GatesRemoved.Count > 0;

    /// <summary>Names of tiers are the same in any case.</summary>
    private static (string, string)? Differing(string? was, string now) =>
        was is null || string.Equals(was, now, StringComparison.OrdinalIgnoreCase) ? null : (was, now);
}
