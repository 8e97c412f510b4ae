namespace TieredRouting.Evaluation;

/// <summary>
/// Which requests are held back together. Where there are many cohorts, whole cohorts are, so that what is chosen is what carries over to new ones; else single questions, by a hash of an id: one that was asked more
/// than once would else be told by having been seen. The order of the file makes no difference.
/// </summary>
internal static class TrainingFolds
{
    public const int Folds = 5;

    private const int ManyCohorts = 2 * Folds;

    /// <summary>The fold of each request, from 0 on.</summary>
    public static int[] Of(IReadOnlyList<LabelledRequest> requests)
    {
        var cohorts = requests.GroupBy(request => request.Cohort ?? string.Empty, StringComparer.Ordinal).ToList();
        return cohorts.Count >= ManyCohorts ? ByCohort(requests, cohorts) : ByQuestion(requests);
    }

    /// <summary>All requests of a question go where that of the least id goes.</summary>
    private static int[] ByQuestion(IReadOnlyList<LabelledRequest> requests)
    {
        var least = requests.GroupBy(request => request.Group).ToDictionary(same => same.Key, same => same.Min(request => request.Id));
        return [.. requests.Select(request => (int)(least[request.Group] % Folds))];
    }

    /// <summary>The largest cohort first, each into the fold that has least.</summary>
    private static int[] ByCohort(IReadOnlyList<LabelledRequest> requests, List<IGrouping<string, LabelledRequest>> cohorts)
    {
        var sizes = new int[Folds];
        var folds = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var cohort in cohorts.OrderByDescending(cohort => cohort.Count()).ThenBy(cohort => cohort.Key, StringComparer.Ordinal))
        {
            var least = Array.IndexOf(sizes, sizes.Min());
            folds.Add(cohort.Key, least);
            sizes[least] += cohort.Count();
        }

        return [.. requests.Select(request => folds[request.Cohort ?? string.Empty])];
    }
}
