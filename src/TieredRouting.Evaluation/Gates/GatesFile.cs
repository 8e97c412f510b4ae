using System.Globalization;
using System.Text.Json;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation;

/// <summary>Reads a file of gates. What is not known is refused: a misspelt gate would always hold.</summary>
internal sealed class GatesFile(FileInfo file)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <exception cref="InputException">It cannot be used.</exception>
    public ReportGates Read()
    {
        var gates = Root(file);
        var (all, contracts, cohorts, baseline) = (new List<GateCondition>(), new List<GateCondition>(), new List<GateCondition>(), (BaselineGate?)null);
        foreach (var gate in gates.EnumerateObject())
        {
            if (gate.NameEquals(ReportGates.ByContract))
                contracts.AddRange(OfParts(gate));
            else if (gate.NameEquals(ReportGates.ByCohort))
                cohorts.AddRange(OfParts(gate));
            else if (gate.NameEquals("baseline"))
                baseline = Baseline(gate.Value);
            else
                all.Add(Condition(string.Empty, gate, ReportMetrics.Names));
        }

        return all.Count > 0 || contracts.Count > 0 || cohorts.Count > 0 || baseline is not null
            ? new ReportGates(all, contracts, cohorts, baseline)
            : throw Unusable($"holds no gate, and would always hold; known: {string.Join(", ", ReportMetrics.Names.Prepend("baseline").Prepend(ReportGates.ByContract).Prepend(ReportGates.ByCohort))}");
    }

    private GateCondition[] OfParts(JsonProperty gates)
    {
        GateCondition[] conditions = [.. Members(gates.Name, gates.Value).Select(member => Condition($"{gates.Name}.", member, ReportMetrics.PartNames))];
        return conditions.Length > 0 ? conditions : throw Unusable($"{gates.Name} holds no gate, and would always hold; known: {string.Join(", ", ReportMetrics.PartNames)}");
    }

    private GateCondition Condition(string path, JsonProperty gate, IReadOnlyCollection<string> known)
    {
        var name = path + gate.Name;
        if (!known.Contains(gate.Name))
            throw Unusable($"{name} is no figure of a report; known: {string.Join(", ", known)}");
        var (least, most) = ((double?)null, (double?)null);
        foreach (var bound in Members(name, gate.Value))
        {
            if (bound.NameEquals("atLeast"))
                least = Number($"{name}.atLeast", bound.Value);
            else if (bound.NameEquals("atMost"))
                most = Number($"{name}.atMost", bound.Value);
            else
                throw Unusable($"{name}.{bound.Name} is not known; known: atLeast, atMost");
        }

        return least is null && most is null ? throw Unusable($"{name} needs 'atLeast' or 'atMost'") : new GateCondition(gate.Name, least, most);
    }

    private BaselineGate Baseline(JsonElement baseline)
    {
        var (report, regression, confidence) = ((string?)null, 0.0, 0.95);
        foreach (var member in Members("baseline", baseline))
        {
            if (member.NameEquals("report") && member.Value.ValueKind == JsonValueKind.String)
                report = member.Value.GetString();
            else if (member.NameEquals("maxRegression"))
                regression = Share("baseline.maxRegression", member.Value);
            else if (member.NameEquals("confidence"))
                confidence = Share("baseline.confidence", member.Value);
            else
                throw Unusable($"baseline.{member.Name} is not known, or no text; known: report, maxRegression, confidence");
        }

        var path = new FileInfo(Path.Combine(file.DirectoryName!, report ?? throw Unusable("baseline.report is required")));
        return new BaselineGate(report, path, Report(path), regression, confidence);
    }

    private EvalReport Report(FileInfo earlier)
    {
        if (!earlier.Exists && !Directory.Exists(earlier.FullName))
            throw new InputException($"{earlier.Name}: is not there; it is the earlier report that {file.Name} compares with (--json writes one)");
        try
        {
            var report = Root(earlier).Deserialize(EvalReportJsonContext.Default.EvalReport);
            return report is { Requests: > 0, Correct: >= 0 } && report.Correct <= report.Requests ? report : throw new InputException($"{earlier.Name}: is no report of an evaluation");
        }
        catch (JsonException)
        {
            throw new InputException($"{earlier.Name}: is no report of an evaluation");
        }
    }

    private static JsonElement Root(FileInfo file)
    {
        try
        {
            var root = JsonElement.Parse(File.ReadAllText(file.FullName), Strict);
            return root.ValueKind == JsonValueKind.Object ? root : throw new InputException($"{file.Name}: holds no object");
        }
        catch (JsonException exception)
        {
            throw new InputException(exception.LineNumber is { } line
                ? string.Create(CultureInfo.InvariantCulture, $"{file.Name}({line + 1}): is not JSON")
                : $"{file.Name}: names something twice");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file.Name}: {FileFlaw.Of(file.FullName, exception)}");
        }
    }

    private JsonElement.ObjectEnumerator Members(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : throw Unusable($"{name} must be an object");

    private double Number(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && double.IsFinite(number) ? number : throw Unusable($"{name} must be a number");

    private double Share(string name, JsonElement value) =>
        Number(name, value) is >= 0 and <= 1 and var share ? share : throw Unusable($"{name} must lie between 0 and 1");

    private InputException Unusable(string why) => new($"{file.Name}: {why}");
}
