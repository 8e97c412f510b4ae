using CsCheck;

namespace TieredRouting.Evaluation.Tests.Calibration;

public sealed class ThresholdSearchTests
{
    private static readonly double[] Levels = [0, 0.5, 1];

    private static readonly Gen<ScoredAnswer[]> Answers = Gen.Select(Gen.Int[0, 2], Gen.Double[0, 1], Gen.Double[0, 0.2])
        .Select(Gen.ULong, (answer, id) => Answer(id, Levels[answer.Item1], answer.Item2 < answer.Item3))
        .Array[0, 600].Select(answers => answers.DistinctBy(answer => answer.Id).ToArray());

    [Fact]
    public void All_answers_certify_where_there_is_nothing_to_choose()
    {
        var found = Find(Numbered(400, score: 1, wrongOneIn: 40));

        (found.Threshold, found.N, found.Errors).Should().Be((1, 400, 10));
        found.Bound.Should().BeApproximately(BinomialBound.Upper(10, 400, 0.95), 1e-12);
    }

    [Fact]
    public void The_lowest_threshold_that_passes_is_taken_and_ties_are_on_its_side()
    {
        var found = Find([.. Numbered(800, 1, 100), .. Numbered(400, 0.5, 50, from: 10_000), .. Numbered(400, 0, 2, from: 20_000)]);

        found.Threshold.Should().Be(0.5);
        found.N.Should().BeInRange(900, 1_020, "four fifths of those at 0.5 and above certify");
    }

    [Fact]
    public void A_high_threshold_that_few_reach_does_not_end_the_search()
    {
        var found = Find([.. Numbered(20, 1, 1_000), .. Numbered(800, 0.5, 50, from: 10_000), .. Numbered(400, 0, 2, from: 20_000)]);

        found.Threshold.Should().Be(0.5);
    }

    [Fact]
    public void Nothing_is_certified_on_few_answers_however_right_they_are()
    {
        var found = Find(Numbered(58, 1, 1_000));

        (found.Threshold, found.N, found.Errors).Should().Be((null, 58, 0));
        found.Bound.Should().BeGreaterThan(0.05);
        Find([]).Should().Be(new CertifiedThreshold("c", AcceptanceScore.Validity, Threshold: null, 0, 0, 1, 0.05, 0.95));
    }

    [Fact]
    public void Answers_to_one_question_count_once_and_which_does_not_depend_on_their_order()
    {
        var asked = Numbered(100, 1, 30).SelectMany(answer => Enumerable.Range(0, 10).Select(again => answer with { Id = answer.Id + (UInt128)(again * 1_000_000) })).ToList();

        var found = Find(asked);

        (found.N, found.Errors).Should().Be((100, 3));
        Find([.. asked.AsEnumerable().Reverse()]).Should().Be(found);
    }

    [Fact]
    public void One_question_never_both_chooses_and_certifies()
    {
        // Asked twice, once sure and right, once unsure and wrong: with one score each there would be two of every question.
        var asked = Numbered(500, 1, 1_000).SelectMany(answer => new[] { answer, answer with { Id = answer.Id + 1_000_000, Score = 0.5, IsWrong = true } }).ToList();

        Find(asked).N.Should().BeLessThanOrEqualTo(500);
    }

    [Fact]
    public void A_certificate_never_claims_more_than_Clopper_and_Pearson_allow() => Answers.Sample(answers =>
    {
        var found = Find(answers);

        found.Bound.Should().Be(BinomialBound.Upper(found.Errors, found.N, 0.95));
        (found.Bound <= 0.05).Should().Be(found.Threshold is not null);
        if (found.Threshold is { } threshold)
            found.N.Should().BeLessThanOrEqualTo(answers.Where(answer => answer.Score >= threshold).DistinctBy(answer => answer.Group).Count());
    });

    [Fact]
    public void The_order_of_the_file_changes_nothing() =>
        Answers.Sample(answers => Find([.. answers.Reverse()]).Should().Be(Find(answers)));

    [Fact]
    public void To_allow_more_errors_never_asks_for_more_of_a_single_score() => Gen.Select(Gen.Int[0, 400], Gen.Int[2, 60], Gen.Double[0.01, 0.4]).Sample((all, oneIn, maxError) =>
    {
        var (strict, loose) = (Find(Numbered(all, 1, oneIn), maxError / 2), Find(Numbered(all, 1, oneIn), maxError));

        (strict.Threshold is null || loose.Threshold is not null).Should().BeTrue();
    });

    [Theory]
    [InlineData(0.0501, 0.05, 0.05)]
    [InlineData(0.0501, 0.09, 0.4)]
    [InlineData(0.02, 0.0501, 0.2)]
    public void Certificates_are_false_no_more_often_than_stated(double sure, double fair, double unsure)
    {
        double[] errors = [unsure, fair, sure];
        var random = new Random(11);

        var broken = Enumerable.Range(0, 1_000).Count(_ => Drawn(random, errors) is { } drawn && Find(drawn).Threshold is { } threshold && TrueError(errors, threshold) > 0.05);

        broken.Should().BeLessThanOrEqualTo(50 + (int)(2 * Math.Sqrt(1_000 * 0.05 * 0.95)));
    }

    /// <summary>Six in ten answers are sure, three fair, one unsure.</summary>
    private static ScoredAnswer[] Drawn(Random random, double[] errors) =>
    [
        .. Enumerable.Range(0, 600).Select(_ =>
        {
            var level = random.Next(10) switch { 0 => 0, < 4 => 1, _ => 2 };
            return Answer((ulong)random.NextInt64(), Levels[level], random.NextDouble() < errors[level]);
        }),
    ];

    private static double TrueError(double[] errors, double threshold) => threshold switch
    {
        1 => errors[2],
        0.5 => ((0.6 * errors[2]) + (0.3 * errors[1])) / 0.9,
        _ => (0.6 * errors[2]) + (0.3 * errors[1]) + (0.1 * errors[0]),
    };

    private static CertifiedThreshold Find(IEnumerable<ScoredAnswer> answers, double maxError = 0.05) =>
        new ThresholdSearch(maxError, 0.95).Find("c", AcceptanceScore.Validity, answers);

    private static List<ScoredAnswer> Numbered(int count, double score, int wrongOneIn, int from = 0) =>
        [.. Enumerable.Range(0, count).Select(number => Answer((ulong)(from + number), score, number % wrongOneIn == wrongOneIn - 1))];

    private static ScoredAnswer Answer(ulong id, double score, bool wrong) => new(id, id, "c", score, wrong);
}
