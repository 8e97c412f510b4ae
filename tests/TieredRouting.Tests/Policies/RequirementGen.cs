using CsCheck;
using TieredRouting.Policies;

namespace TieredRouting.Tests.Policies;

/// <summary>Random rules, contracts and ladders for the properties of the decision.</summary>
internal static class RequirementGen
{
    public static readonly string[] Gates = ["advice", "language", "pii"];

    public static readonly string[] Rungs = ["nano", "mini", "pro", "full"];

    public static readonly IReadOnlySet<string> KnownGates = Gates.ToHashSet(StringComparer.Ordinal);

    public static readonly Gen<Requirement> AnyRequirement =
        from tier in Gen.OneOf<string?>([null, .. Rungs])
        from workClass in Gen.OneOf<WorkClass?>([null, WorkClass.T0, WorkClass.T1, WorkClass.T2])
        from lane in Gen.OneOf(Lane.Standard, Lane.Standard, Lane.Sensitive)
        from gates in Gen.OneOf(Gates).Array[0, 2]
        from approval in Gen.Frequency((4, false), (1, true))
        select new Requirement("because") { MinimumTier = tier, Class = workClass, Lane = lane, Gates = gates, Approval = approval };

    public static readonly Gen<IRoutingRule[]> AnyRules = AnyRequirement.Array[0, 6].Select(requirements =>
        requirements.Select((requirement, index) => (IRoutingRule)Rule($"rule-{index}", requirement)).ToArray());

    public static readonly Gen<TierLadder> AnyLadder = Gen.Select(Gen.Bool, Gen.Bool).Array[4].Select(tiers => Given.Ladder(
        [.. tiers.Select((tier, index) => Given.Endpoint(Rungs[index], Rungs[index], endpoint =>
        {
            endpoint.AllowsSensitive = tier.Item1;
            if (tier.Item2)
                endpoint.Regions.Add("eu");
        }))]));

    public static readonly Gen<Contract> AnyContract =
        from intent in Gen.Enum<TaskIntent>()
        from start in Gen.OneOf<string?>([null, .. Rungs])
        from bounds in Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3])
        from approval in Gen.OneOf(ApprovalMode.WhenRequired, ApprovalMode.WhenRequired, ApprovalMode.Always)
        from gates in Gen.OneOf(Gates).Array[0, 1]
        from residency in Gen.Bool
        select Given.Contract(options =>
        {
            options.Intent = intent;
            options.StartTier = start;
            options.MinTier = Rungs[Math.Min(bounds.Item1, bounds.Item2)];
            options.MaxTier = Rungs[Math.Max(bounds.Item1, bounds.Item2)];
            options.Approval = approval;
            options.Gates.AddRange(gates);
            if (residency)
                options.Residency.Add("eu");
        });

    public static IRoutingRule Rule(string name, Requirement? requirement) => new DelegateRule(name, _ => requirement);
}
