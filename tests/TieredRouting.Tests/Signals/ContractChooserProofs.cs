using TieredRouting.Signals;

namespace TieredRouting.Tests.Signals;

/// <summary>The contract of a request, on real requests. Nothing that is out of scope is learnt from. docs/evidence.md has the figures.</summary>
public sealed class ContractChooserProofs
{
    [Fact]
    public void Tells_150_intents_apart_and_knows_what_is_none_of_them()
    {
        var chooser = ContractChooser.Of(Read("clinc150/train.jsonl.gz").Where(one => one.Label != "oos").GroupBy(one => one.Label).Select(label => new ContractExamples(label.Key, [.. label.Select(one => one.Text)])));

        var (strange, known) = (Read("clinc150/val.jsonl.gz").Where(one => one.Label == "oos").ToList(), Read("clinc150/val.jsonl.gz").Where(one => one.Label != "oos").ToList());

        known.Average(one => chooser.Choose(one.Text).Contract == one.Label ? 1.0 : 0).Should().BeGreaterThanOrEqualTo(0.91);
        strange.Average(one => chooser.Choose(one.Text).Contract is null ? 1.0 : 0).Should().BeGreaterThanOrEqualTo(0.49);
    }

    private static List<(string Text, string Label)> Read(string file) =>
        [.. SharedData.ReadLines(file).Select(line => (line.GetProperty("text").GetString()!, line.GetProperty("label").GetString()!))];
}
