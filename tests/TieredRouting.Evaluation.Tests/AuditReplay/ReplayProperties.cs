using System.Buffers;
using System.Text.Json;
using CsCheck;
using TieredRouting.Audit;
using TieredRouting.Controls;

namespace TieredRouting.Evaluation.Tests.AuditReplay;

/// <summary>What is decided again from a record is what was decided, for the same reasons.</summary>
public sealed class ReplayProperties
{
    private const int DecisionsEach = 50;

    [Fact]
    public void A_record_that_is_decided_again_under_the_same_configuration_comes_to_the_same_decision() =>
        Gen.Int.Sample(seed =>
        {
            var random = new Random(seed);
            var routing = new RandomRouting(random);
            var candidate = new ReplayCandidate(routing.Declare, configureServices: null);
            for (var i = 0; i < DecisionsEach; i++)
                Same(candidate, routing, random.Next(2) == 0 ? "work" : "OTHER");
        }, iter: 60);

    [Fact]
    public void Every_number_of_a_signal_comes_back_as_what_it_is_in_a_rule()
    {
        foreach (var number in RandomRouting.AllNumbers)
            Same(number);
        Gen.Double.Sample(number => Same(number), iter: 5_000);
        Gen.Decimal.Sample(number => Same(number), iter: 5_000);
        Gen.Select(Gen.Long, Gen.Int[0, 28]).Sample((units, scale) => Same(new decimal((int)units, (int)(units >> 32), 0, units < 0, (byte)scale)), iter: 5_000);
        Gen.Long.Sample(number => Same(number), iter: 5_000);
    }

    private static void Same(object number)
    {
        var signal = Signal.Of("x", number);
        ReadBack(Decision(new SignalSet(signal))).Signals.Should().ContainSingle().Which.Number().Should().Be(signal.Number(), $"it was {number}");
    }

    private static void Same(ReplayCandidate candidate, RandomRouting routing, string name)
    {
        var contract = candidate.Find(name)!;
        var decided = Decide(candidate, routing, contract);
        var record = ReadBack(decided);

        var again = candidate.Decide(contract, record);

        new ReplayChange(record, again).IsAny.Should().BeFalse(routing.Section);
        Told(again).Should().Be(Told(decided), routing.Section);
        record.Rules.Should().OnlyContain(rule => contract.HasRule(rule));
    }

    private static RouteDecision Decide(ReplayCandidate candidate, RandomRouting routing, CandidateContract contract)
    {
        var configured = candidate.Model.Controls.Where(control => !(control.Until <= RandomRouting.Time));
        var controls = new ControlSnapshot([.. configured.Concat(routing.Controls()).OrderBy(control => control.Name, StringComparer.Ordinal)]);
        return candidate.Model.Policy.Decide(contract.Policy, routing.Signals(), controls.Of(contract.Policy.Contract.Name).On(candidate.Model.Ladder), routing.Budget());
    }

    private static string Told(RouteDecision decision) => string.Join('|',
        decision.Contract, decision.Class, decision.Tier, decision.Floor, decision.Lane, decision.Approval, string.Join(',', decision.Gates), decision.Unroutable,
        string.Join(',', decision.Tools.OrderBy(tool => tool.Key, StringComparer.Ordinal)), string.Join(';', decision.Reasons.Select(reason => (reason.Rule, reason.Signal, reason.Requires))));

    private static RouteDecision Decision(SignalSet signals) =>
        new() { Contract = "work", Class = WorkClass.T0, Tier = "nano", Floor = "nano", Lane = Lane.Standard, Approval = false, Signals = signals };

    private static RecordedRequest ReadBack(RouteDecision decision)
    {
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, AuditRecordWriter.Options))
            AuditRecordWriter.Write(Record(decision), json);
        // Readers of lines, and of records as objects, both go on with them.
        JsonSerializer.Deserialize(output.WrittenSpan, AuditJsonContext.Default.AuditEntry)!.RequiresApproval.Should().Be(decision.Approval);
        return RecordedRequestReader.Read(output.WrittenSpan);
    }

    private static AuditRecord Record(RouteDecision decision) => new()
    {
        Id = "1",
        Route = new RouteResult { Id = "1", Contract = decision.Contract, Outcome = Outcome.Released, Decision = decision },
        Time = RandomRouting.Time,
        ConfigurationHash = "x",
        Facts = RequestFacts.None,
    };
}
