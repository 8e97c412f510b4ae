using System.Globalization;
using System.Text;
using System.Text.Json;
using TieredRouting.Telemetry;

namespace TieredRouting.Signals;

/// <summary>Reads and writes the file of a difficulty model. What does not fit is refused with its line and property: a model that is half read would still give numbers.</summary>
internal static class DifficultyFile
{
    public const int LargestFile = 4 * 1024 * 1024;

    /// <summary>No number of a model that was learnt comes near it, and no sum of such numbers is infinite.</summary>
    private const double LargestNumber = 1e9;

    private const string TooLarge = "must be no larger than 1e9, and no smaller than -1e9";

    private static readonly string[] Required = ["format", "version", "small", "large", "recordings", "probability", "features"];

    /// <summary>The model of a file, or what is wrong with it: the line in parentheses, the property, and why.</summary>
    public static DifficultyModel? Read(ReadOnlySpan<byte> utf8, out string? error)
    {
        utf8 = utf8.StartsWith(Encoding.UTF8.Preamble) ? utf8[Encoding.UTF8.Preamble.Length..] : utf8;
        try
        {
            if (JsonSerializer.Deserialize(utf8, DifficultyJsonContext.Default.DifficultyDocument) is not { } document)
                error = "(1): holds null";
            else if (FlawOf(document, out var path) is { } flaw)
                error = string.Create(CultureInfo.InvariantCulture, $"({JsonPlaces.LineOf(utf8, path)}): {string.Join('.', path)} {flaw}");
            else
                return ToModel(document, out error);
        }
        catch (JsonException exception)
        {
            error = string.Create(CultureInfo.InvariantCulture, $"({exception.LineNumber.GetValueOrDefault() + 1}): {Named(exception, utf8)}");
        }

        return null;
    }

    public static void Write(DifficultyModel model, Stream stream)
    {
        JsonSerializer.Serialize(stream, Document(model), DifficultyJsonContext.Default.DifficultyDocument);
        stream.Write("\n"u8);
    }

    private static DifficultyDocument Document(DifficultyModel model)
    {
        var features = new Dictionary<string, FeatureWeight>();
        for (var i = 0; i < model.Features.Length; i++)
        {
            if (model.Features[i].Deviation > 0)
                features.Add(EnumNames.Of((DifficultyFeature)i), model.Features[i]);
        }

        return new DifficultyDocument
        {
            Format = DifficultyDocument.Kind,
            Version = DifficultyDocument.CurrentVersion,
            Small = model.Names.Small,
            Large = model.Names.Large,
            Recordings = model.Names.Recordings,
            Probability = model.Probability,
            Features = features,
            Words = DifficultyWordWeights.Of(model.Words),
        };
    }

    private static DifficultyModel ToModel(DifficultyDocument document, out string? error)
    {
        error = null;
        var features = new FeatureWeight[DifficultyFeatures.Count];
        foreach (var (name, weight) in document.Features)
            features[(int)FeatureOf(name)!] = weight;
        return new DifficultyModel(new DifficultyNames(document.Small, document.Large, document.Recordings), features, document.Words?.ToWeights() ?? [], document.Probability);
    }

    /// <summary>What is wrong with a document, and where.</summary>
    private static string? FlawOf(DifficultyDocument document, out string[] path)
    {
        path = ["format"];
        if (document.Format != DifficultyDocument.Kind)
            return $"must be '{DifficultyDocument.Kind}'";
        path = ["version"];
        if (document.Version != DifficultyDocument.CurrentVersion)
            return $"must be {DifficultyDocument.CurrentVersion}; a model of another version is to be trained anew";
        path = ["probability"];
        if (!(document.Probability.Slope > 0))
            return "needs a 'slope' above 0 and an 'offset'";
        return FlawOf(document.Probability, out path) ?? FlawOf(document.Features, out path) ?? FlawOf(document.Words, out path);
    }

    private static string? FlawOf(DifficultyScale probability, out string[] path)
    {
        path = ["probability", Sums(probability.Slope) ? "offset" : "slope"];
        return Sums(probability.Slope) && Sums(probability.Offset) ? null : TooLarge;
    }

    private static string? FlawOf(IReadOnlyDictionary<string, FeatureWeight> features, out string[] path)
    {
        foreach (var (name, weight) in features)
        {
            path = ["features", name];
            if (FeatureOf(name) is null)
                return "is no feature that this version counts";
            if (!(weight.Deviation > 0))
                return "needs a 'mean', a 'weight', and a 'deviation' above 0";
            if (TooLargeOf(weight) is not { } property)
                continue;
            path = ["features", name, property];
            return TooLarge;
        }

        path = ["features"];
        return features.Count == 0 ? "holds no feature" : null;
    }

    private static string? TooLargeOf(FeatureWeight weight)
    {
        if (!Sums(weight.Mean))
            return "mean";
        if (!Sums(weight.Deviation))
            return "deviation";
        return Sums(weight.Weight) ? null : "weight";
    }

    private static string? FlawOf(DifficultyWordWeights? words, out string[] path)
    {
        path = ["words", "scale"];
        if (words is null)
            return null;
        if (!(words.Scale > 0))
            return "must be above 0";
        if (!Sums(words.Scale))
            return TooLarge;
        path = ["words", "weights"];
        return words.Weights.Length == DifficultyModel.WordBuckets ? null : $"must hold {DifficultyModel.WordBuckets} bytes in base64, not {words.Weights.Length}";
    }

    /// <summary>Whether a number can stand in a sum.</summary>
    private static bool Sums(double number) => Math.Abs(number) <= LargestNumber;

    private static DifficultyFeature? FeatureOf(string name) => EnumNames.Find<DifficultyFeature>(name) is { } feature && EnumNames.Of(feature) == name ? feature : null;

    /// <summary>The platform's own messages quote what they read.</summary>
    private static string Named(JsonException exception, ReadOnlySpan<byte> utf8)
    {
        if (exception.Path?.TrimStart('$').TrimStart('.') is { Length: > 0 } path)
            return $"{path} cannot be read";
        return Missing(utf8) is { } missing ? $"{missing} is not there" : "is not JSON, or no model";
    }

    private static string? Missing(ReadOnlySpan<byte> utf8)
    {
        try
        {
            var root = JsonElement.Parse(utf8);
            return root.ValueKind == JsonValueKind.Object ? Array.Find(Required, name => !root.TryGetProperty(name, out _)) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
