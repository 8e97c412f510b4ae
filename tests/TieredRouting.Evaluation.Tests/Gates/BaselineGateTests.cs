namespace TieredRouting.Evaluation.Tests.Gates;

public sealed class BaselineGateTests
{
    private const int Requests = 1_000;
    private const int Draws = 1_000;

    /// <summary>Of a thousand draws, a share of five hundredths with two standard errors around it.</summary>
    private const int MostFalseAlarms = 64;

    [Theory]
    [InlineData(0.95, 0.05, 0.35)]
    [InlineData(0.80, 0.05, 0.05)]
    [InlineData(0.80, 0.075, 0.15)]
    public void A_fall_of_three_points_is_seen_where_the_same_requests_are_asked_again(double accuracy, double worse, double better) =>
        Alarms(accuracy, worse, better).Should().BeGreaterThanOrEqualTo(900);

    [Theory]
    [InlineData(0.95)]
    [InlineData(0.80)]
    public void Where_nothing_fell_there_are_few_alarms(double accuracy) =>
        Alarms(accuracy, worse: 0.03, better: 0.03 * accuracy / (1 - accuracy)).Should().BeLessThanOrEqualTo(MostFalseAlarms);

    [Fact]
    public void Reports_about_other_requests_are_compared_by_their_counts()
    {
        var before = Report("a", ["1"]);

        Judge(before, Report("b", ["1", "2", "3"])).Note.Should().Contain("Fisher");
        Judge(before, Report("a", ["1", "2", "3"])).Note.Should().Contain("McNemar");
        Judge(before with { Wrong = null }, Report("a", ["1", "2", "3"])).Note.Should().Contain("Fisher", "an earlier report may not say which were wrong");
    }

    /// <summary>How many of the draws are judged as a fall: right answers get worse with one chance, and wrong ones better with another.</summary>
    private static int Alarms(double accuracy, double worse, double better)
    {
        var random = new Random(20261126);
        var alarms = 0;
        for (var draw = 0; draw < Draws; draw++)
        {
            List<string> before = [], now = [];
            for (var request = 0; request < Requests; request++)
            {
                var id = request.ToString(System.Globalization.CultureInfo.InvariantCulture);
                var wasWrong = random.NextDouble() >= accuracy;
                var isWrong = wasWrong ? random.NextDouble() >= better : random.NextDouble() < worse;
                if (wasWrong)
                    before.Add(id);
                if (isWrong)
                    now.Add(id);
            }

            alarms += Judge(Report("a", before), Report("a", now)).Holds ? 0 : 1;
        }

        return alarms;
    }

    private static ReportVerdict Judge(EvalReport before, EvalReport now) =>
        new BaselineGate("main.json", new FileInfo("main.json"), before, MaxRegression: 0, Confidence: 0.95).Judge(now);

    private static EvalReport Report(string asked, List<string> wrong) => new()
    {
        Requests = Requests,
        Correct = Requests - wrong.Count,
        Accuracy = (double)(Requests - wrong.Count) / Requests,
        RequestIds = asked,
        Wrong = wrong,
    };
}
