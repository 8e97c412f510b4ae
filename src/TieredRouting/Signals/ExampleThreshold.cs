namespace TieredRouting.Signals;

/// <summary>
/// How sure a classifier must be, learnt from the examples alone: a part of them is held out, classified by what the others teach, and the threshold is what all but a small share of those
/// that come out right reach. Where too few can be held out, it is one that was found to do on small sets.
/// </summary>
internal static class ExampleThreshold
{
    private const int Parts = 5;

    /// <summary>So many are measured well enough, and another part need not be trained for.</summary>
    private const int Enough = 1_000;
    private const int TooFew = 5;

    public static float Of(IReadOnlyList<LabelledText> examples, int labels)
    {
        var right = new List<float>();
        var heldOut = 0;
        for (var part = 0; part < Parts && heldOut < Enough; part++)
        {
            var split = examples.Select((example, index) => (example, IsHeldOut: IsHeldOut(examples, index, part))).ToLookup(one => one.IsHeldOut, one => one.example);
            if (!split[true].Any())
                continue;
            var classifier = ExampleTraining.Train([.. split[false]], labels);
            right.AddRange(split[true].Select(example => (example.Label, Guess: classifier.Classify(example.Text))).Where(one => one.Guess.Label == one.Label).Select(one => one.Guess.Score));
            heldOut += split[true].Count();
        }

        return right.Count < TooFew ? WithoutTrial(labels) : right.Order().ElementAt(LeftOut(right.Count));
    }

    /// <summary>
    /// How many of those that came out right may be below. Where examples are few, one that is held out is missed by the others, and the lowest scores are no measure; where they are many, a
    /// small share is: one in ten at most, and one in 125 at least.
    /// </summary>
    private static int LeftOut(int right) => Math.Clamp(12, right / 125, right / 10);

    /// <summary>The more labels, the smaller the probability of each.</summary>
    private static float WithoutTrial(int labels) => 0.2f / MathF.Sqrt(labels);

    /// <summary>Examples of a label lie side by side. The only one of a label is never held out, nor are all of two.</summary>
    private static bool IsHeldOut(IReadOnlyList<LabelledText> examples, int index, int part)
    {
        var label = examples[index].Label;
        var alone = (index == 0 || examples[index - 1].Label != label) && (index == examples.Count - 1 || examples[index + 1].Label != label);
        return !alone && index % Parts == part;
    }
}
