using System.Text.Json;
using TieredRouting.Audit;
using static TieredRouting.Evaluation.RecordJson;

namespace TieredRouting.Evaluation;

/// <summary>Reads what a replay needs of an audit record, and nothing else, straight from its bytes: a million of them must not take long.</summary>
internal static class RecordedRequestReader
{
    private const string ApprovalWord = "approval";

    /// <exception cref="JsonException">The line is no record; the path names the property where that is known.</exception>
    public static RecordedRequest Read(ReadOnlySpan<byte> line)
    {
        var json = new Utf8JsonReader(line);
        json.Read();
        var request = new RecordedRequest();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            ReadProperty(ref json, request);
        if (json.Read())
            throw new JsonException();
        Require(request.Event is not null || request is { Id.Length: > 0 }, "id");
        Require(request.Event is not null || request is { Route.Length: > 0 }, "route");
        Require(request.Event is not null || request is { Contract.Length: > 0 }, "contract");
        return request;
    }

    private static void ReadProperty(ref Utf8JsonReader json, RecordedRequest request)
    {
        switch (json.GetString())
        {
            case "event": request.Event = Text(ref json, "event"); break;
            case "details": request.Details = Details(ref json); break;
            case "id": request.Id = Text(ref json, "id"); break;
            case "route": request.Route = Text(ref json, "route"); break;
            case "time": request.Time = Moment(ref json, "time"); break;
            case "contract": request.Contract = Text(ref json, "contract"); break;
            case "config": request.Config = Text(ref json, "config"); break;
            case "cohort": request.Cohort = Text(ref json, "cohort"); break;
            case "signals": request.Signals = Signals(ref json); break;
            case "reasons": ReadReasons(ref json, request); break;
            case "class": request.Class = Text(ref json, "class"); break;
            case "floor": request.Floor = Text(ref json, "floor"); break;
            case "tier": request.Tier = Text(ref json, "tier"); break;
            case "lane": request.Lane = Text(ref json, "lane"); break;
            case "requiresApproval": request.RequiresApproval = Flag(ref json, "requiresApproval"); break;
            case "requiredGates": request.RequiredGates = Texts(ref json, "requiredGates"); break;
            case "controls": ReadControls(ref json, request); break;
            case "degradedBy": request.DegradedBy = Text(ref json, "degradedBy"); break;
            case "attempts": request.Started = RecordedAttempts.Start(ref json); break;
            case "gates": request.GatesAsked = Names(ref json, "gates"); break;
            case "outcome": request.Outcome = Text(ref json, "outcome"); break;
            case "cost": request.Cost = Money(ref json, "cost"); break;
            case "currency": request.Currency = Text(ref json, "currency"); break;
            default: json.Skip(); break;
        }
    }

    private static List<Signal> Signals(ref Utf8JsonReader json)
    {
        json.Read();
        return SignalReader.ReadAll(ref json);
    }

    private static void ReadReasons(ref Utf8JsonReader json, RecordedRequest request)
    {
        Begin(ref json, JsonTokenType.StartArray, "reasons");
        while (NextObject(ref json, "reasons"))
            ReadReason(ref json, request);
    }

    private static void ReadReason(ref Utf8JsonReader json, RecordedRequest request)
    {
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            if (json.ValueTextEquals("rule"u8))
                request.Rules.Add(Text(ref json, "reasons.rule") ?? string.Empty);
            else if (json.ValueTextEquals("requires"u8))
                request.SaysApproval |= AsksPerson(Text(ref json, "reasons.requires"));
            else
                json.Skip();
        }
    }

    /// <summary>Whether what a rule asked for names a person, as a requirement is put into words.</summary>
    private static bool AsksPerson(string? requires) => requires?.Contains(ApprovalWord, StringComparison.Ordinal) == true && requires.Split(", ").Contains(ApprovalWord, StringComparer.Ordinal);

    private static void ReadControls(ref Utf8JsonReader json, RecordedRequest request)
    {
        Begin(ref json, JsonTokenType.StartArray, "controls");
        while (NextObject(ref json, "controls"))
            request.Controls.Add(ReadControl(ref json));
    }

    private static RoutingControl ReadControl(ref Utf8JsonReader json)
    {
        var control = new RoutingControl(string.Empty, string.Empty);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            control = json.GetString() switch
            {
                "name" => control with { Name = Text(ref json, "controls.name") ?? string.Empty },
                "reason" => control with { Reason = Text(ref json, "controls.reason") ?? string.Empty },
                "minimumTier" => control with { MinimumTier = Text(ref json, "controls.minimumTier") },
                "maximumTier" => control with { MaximumTier = Text(ref json, "controls.maximumTier") },
                "exactTier" => control with { ExactTier = Text(ref json, "controls.exactTier") },
                "disabledTiers" => control with { DisabledTiers = Texts(ref json, "controls.disabledTiers") },
                "disabledEndpoints" => control with { DisabledEndpoints = Texts(ref json, "controls.disabledEndpoints") },
                _ => Passed(ref json, control),
            };
        }

        return control;
    }

    private static RoutingControl Passed(ref Utf8JsonReader json, RoutingControl control)
    {
        json.Skip();
        return control;
    }

    /// <summary>Words only: what an event says otherwise, nobody reads.</summary>
    private static Dictionary<string, string?> Details(ref Utf8JsonReader json)
    {
        Begin(ref json, JsonTokenType.StartObject, "details");
        var details = new Dictionary<string, string?>(StringComparer.Ordinal);
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            var name = json.GetString()!;
            json.Read();
            if (json.TokenType == JsonTokenType.String)
                details[name] = json.GetString();
            else
                json.Skip();
        }

        return details;
    }

    private static List<string> Names(ref Utf8JsonReader json, string property)
    {
        Begin(ref json, JsonTokenType.StartObject, property);
        var names = new List<string>();
        while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
        {
            names.Add(json.GetString()!);
            json.Skip();
        }

        return names;
    }
}
