using System.Globalization;
using System.Text.Json;
using TieredRouting;

namespace LeadTriage;

/// <summary>All that the sample prints goes through here.</summary>
internal sealed class Printer(TextWriter output)
{
    private const int Width = 116;
    private const string Indent = "      ";

    public void Title(Models models)
    {
        output.WriteLine("LeadTriage: thirty inbound messages, each to its next step.");
        output.WriteLine(models.Simulated
            ? "SIMULATED MODELS: what they answer is a table written by hand. The prices are examples, and no saving below is a claim."
            : $"Real models: {models.Nano}, {models.Mini}, {models.Full}. Check the prices in LeadRouting.cs against your provider's.");
        output.WriteLine();
    }

    public void Message(Lead lead, IReadOnlyList<Step> steps)
    {
        output.WriteLine($"{lead.Number,3}   {lead.Subject}");
        foreach (var step in steps)
        {
            output.WriteLine($"{Indent}{Name(step.Contract),-12}{Dollars(step.Route.Cost)}  {Path(step.Route)}  {Words(step.Route.Outcome)}{Mark(step.Route)}");
            Wrapped($"{step.Route.Decision.Class}: {string.Join("; ", Reasons(step.Route))}", Indent + new string(' ', 12));
        }

        output.WriteLine();
    }

    public void Totals(Totals routed, Totals allOnFull)
    {
        output.WriteLine("Totals: sums of the lines above");
        Line("requests", routed.Requests, string.Join(", ", routed.ByContract.Select(group => $"{Name(group.Contract)} {group.Requests}")));
        Line("attempts", routed.Attempts, string.Join(", ", routed.ByTier.Select(group => $"{group.Tier} {group.Attempts}")));
        Line("escalations", routed.Escalations, "to a higher tier than the attempt before");
        Line("outcomes", routed.Requests, string.Join(", ", routed.ByOutcome.Select(group => $"{Words(group.Outcome)} {group.Requests}")));
        Line("cost", Dollars(routed.Cost), string.Join(", ", routed.ByTier.Select(group => $"{group.Tier} {Dollars(group.Cost)}")));
        output.WriteLine();
        output.WriteLine("Everything on full: the same requests, contracts and gates, sent again to a ladder with no other tier");
        Line("requests", allOnFull.Requests, string.Join(", ", allOnFull.ByOutcome.Select(group => $"{Words(group.Outcome)} {group.Requests}")));
        Line("attempts", allOnFull.Attempts, string.Join(", ", allOnFull.ByTier.Select(group => $"{group.Tier} {group.Attempts}")));
        Line("cost", Dollars(allOnFull.Cost), $"of which the routed run spent {Share(routed.Cost, allOnFull.Cost)}");
        output.WriteLine();
    }

    public void Audit(string path)
    {
        output.WriteLine("The audit has one record for each request of the routed run, appended to");
        output.WriteLine(path);
    }

    public void Inbox(string path)
    {
        output.WriteLine("What is held waits for you: dotnet run --project samples/LeadTriage -- inbox");
        output.WriteLine(path);
    }

    private void Line(string name, object value, string details) => output.WriteLine($"{Indent}{name,-13}{value,-14}{details}");

    private void Wrapped(string text, string indent)
    {
        var line = indent;
        foreach (var word in text.Split(' '))
        {
            if (line.Length + word.Length > Width)
            {
                output.WriteLine(line.TrimEnd());
                line = indent;
            }

            line += word + " ";
        }

        output.WriteLine(line.TrimEnd());
    }

    private static string Name(string contract) => contract["lead-".Length..];

    private static string Path(RouteResult route) => string.Join(" → ", route.Attempts.Select(attempt =>
        attempt.Verdict.IsAccepted ? $"{attempt.Tier} ✓" : $"{attempt.Tier} ✗ {string.Join(' ', attempt.Verdict.Triggers.Select(Camel))}"));

    /// <summary>Why it began where it did, then what was wrong on the way, then why nothing was released.</summary>
    private static IEnumerable<string> Reasons(RouteResult route) =>
    [
        .. route.Decision.Reasons.Select(reason => $"{reason.Because} ({reason.Requires})"),
        .. route.Attempts.Where(attempt => !attempt.Verdict.IsAccepted).Select(WhatWasWrong),
        .. route.Gates.Where(gate => gate.Value != GateVerdict.Passed).Select(gate => $"the gate {gate.Key} let none through"),
        .. route.Why is { } why ? [why] : Array.Empty<string>(),
    ];

    private static string WhatWasWrong(Attempt attempt)
    {
        if (attempt.Verdict.Violations.Count == 0)
            return $"{attempt.Tier}: {attempt.Error ?? (attempt.Verdict.Triggers.Contains(Trigger.GateFailure) ? "a gate refused the draft" : "no usable answer")}";
        var (path, rule) = attempt.Verdict.Violations[0];
        var others = attempt.Verdict.Violations.Count - 1;
        return $"{attempt.Tier}: {(path.Length > 0 ? path + " " : "")}{rule}{(others > 0 ? $", and {others} more" : "")}";
    }

    private static string Mark(RouteResult route) =>
        (route.MarkedHighRisk ? ", marked high risk" : "") + (route.Attempts.Any(attempt => attempt.Estimated) ? ", cost estimated" : "");

    private static string Words(Outcome outcome) => outcome switch
    {
        Outcome.HeldForApproval => "held for approval",
        Outcome.HumanReview => "human review",
        _ => Camel(outcome),
    };

    private static string Camel<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    /// <summary>Eight places: at these prices a token costs a multiple of the last one, so the lines add up exactly.</summary>
    private static string Dollars(decimal cost) => cost.ToString("$0.00000000", CultureInfo.InvariantCulture);

    private static string Share(decimal part, decimal whole) =>
        whole == 0 ? "nothing" : (part / whole).ToString("0.0 %", CultureInfo.InvariantCulture);
}
