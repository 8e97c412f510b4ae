namespace TieredRouting.Evaluation.Tests.Training;

public sealed class TrainingFoldsTests
{
    private static readonly LabelledRequest Request = LabelledRequest.Of(0, group: 0, cohort: null, "text", won: 0, lost: 0);

    [Fact]
    public void Single_requests_are_held_back_by_their_ids() => TrainingFolds.Of([Of(6, 1), Of(7, 2), Of(10, 3)]).Should().Equal(1, 2, 0);

    [Fact]
    public void What_is_one_question_is_held_back_together_in_whichever_order_it_comes()
    {
        TrainingFolds.Of([Of(8, 1), Of(6, 1), Of(9, 2), Of(7, 1)]).Should().Equal(1, 1, 4, 1);
        TrainingFolds.Of([Of(7, 1), Of(9, 2), Of(8, 1), Of(6, 1)]).Should().Equal(1, 4, 1, 1);
    }

    [Fact]
    public void Where_there_are_many_cohorts_whole_ones_are_held_back()
    {
        var folds = TrainingFolds.Of([.. Enumerable.Range(0, 40).Select(i => Of((UInt128)i, (UInt128)i) with { Cohort = $"c{i % 10}" })]);

        folds.Select((fold, index) => (Cohort: index % 10, fold)).Distinct().Should().HaveCount(10);
    }

    private static LabelledRequest Of(UInt128 id, UInt128 group) => Request with { Id = id, Group = group };
}
