using CsCheck;

namespace TieredRouting.Tests.Fallback;

/// <summary>What holds of every disagreement check, whatever its passes say, in whatever order, and whenever somebody gives up.</summary>
public sealed class PassTests
{
    [Fact]
    public async Task Nothing_stays_reserved_and_every_pass_is_paid_for_and_on_record() => await HoldsAsync(400);

    [Fact(Explicit = true)]
    [Trait("Category", "Proof")]
    public async Task Twenty_thousand_scripts_keep_their_books() => await HoldsAsync(20_000);

    private static async Task HoldsAsync(int scripts) => await PassScript.Any.SampleAsync(async script =>
    {
        var (run, calls) = await script.PlayAsync();

        run.State.Budget.Reserved.Should().Be(0);
        run.State.Budget.Spent.Should().Be(run.Attempts.Sum(attempt => attempt.Cost)).And.BeLessThanOrEqualTo(script.MaxCost ?? decimal.MaxValue);
        run.Attempts.Should().HaveCount(calls);
        var checks = ChecksOf(run.Attempts);
        checks.Count.Should().BeLessThanOrEqualTo(script.Attempts);
        checks.Should().NotContain(check => check.Select(attempt => attempt.Verdict.ToString()).Distinct().Count() != 1, "the passes of a check share its verdict");
        checks.Should().NotContain(check => check.Count > (check[0].Tier == "nano" ? script.Passes : 1));
        for (var attempt = 0; attempt < checks.Count; attempt++)
        {
            if (checks[attempt][0].Verdict.IsAccepted && checks[attempt][0].Tier == "nano" && attempt + 1 < script.Attempts && !run.IsStep)
                checks[attempt].Should().HaveCount(script.Passes, "nothing goes out uncompared where it might have escalated");
        }
    }, iter: scripts);

    /// <summary>The attempts, each with its passes.</summary>
    private static List<List<Attempt>> ChecksOf(IEnumerable<Attempt> attempts)
    {
        var checks = new List<List<Attempt>>();
        foreach (var attempt in attempts)
        {
            if (attempt.Kind == CallKind.Answer)
                checks.Add([]);
            checks[^1].Add(attempt);
        }

        return checks;
    }
}
