namespace TieredRouting.Evaluation;

/// <summary>
/// Which requests are held back together. Where there are many cohorts, whole cohorts are, so that what is chosen is what carries over to new ones; else single requests, by a hash of their ids. The order of the file
/// makes no difference.
/// </summary>
internal static class TrainingFolds
{
    public const int Folds = 5;

    private const int ManyCohorts = 2 * Folds;

    /// <summary>The fold of each request, from 0 on.</summary>
    public static int[] Of(IReadOnlyList<LabelledRequest> requests)
    {
        var cohorts = requests.GroupBy(request => request.Cohort ?? string.Empty, StringComparer.Ordinal).ToList();
        return cohorts.Count >= ManyCohorts ? ByCohort(requests, cohorts) : [.. requests.Select(request => (int)(request.Id % Folds))];
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
