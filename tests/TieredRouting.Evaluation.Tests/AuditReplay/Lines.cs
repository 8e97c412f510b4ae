using System.Globalization;
using System.Text;
using TieredRouting.Configuration;

namespace TieredRouting.Evaluation.Tests.AuditReplay;

/// <summary>Lines of an audit, and configurations to replay them under.</summary>
internal static class Lines
{
    private static readonly string[] Tiers = ["nano", "mini", "full"];

    /// <summary>Three tiers, and a contract <c>faq</c> that starts on one of them, with more in it.</summary>
    public static Action<TieredRoutingBuilder> Routing(string start = "nano", string more = "", string others = "") => routing =>
    {
        var tiers = string.Join(',', Tiers.Select(tier => $$"""
            "{{tier}}": { "endpoints": { "{{tier}}-a": { "client": { "kind": "model", "model": "m" }, "price": { "input": 1, "output": 1 } } } }
            """));
        var section = $$"""{ "TieredRouting": { "version": 1, "ladder": [ "nano", "mini", "full" ], "tiers": { {{tiers}} }, "contracts": { "faq": { "intent": "answer", "startTier": "{{start}}" {{more}} } } {{others}} } }""";
        var errors = new ConfigurationErrors("routing.json");
        routing.Read(SectionFile.Parse(Encoding.UTF8.GetBytes(section), nameof(TieredRouting), errors), ".");
        errors.All.Should().BeEmpty();
    };

    /// <summary>A record as the router writes it, as far as anybody reads it again.</summary>
    public static string Record(
        string id, string tier = "nano", decimal cost = 0.1m, string? cohort = "a", string contract = "faq", string outcome = "released", string floor = "nano",
        string signals = "", string reasons = "", string more = """ "requiresApproval":false,"requiredGates":[], """, string? route = null, string currency = "USD", bool asked = true) =>
        string.Create(CultureInfo.InvariantCulture, $$$"""
            {"v":1,"id":"{{{id}}}","route":"{{{route ?? id}}}","time":"2026-03-01T09:30:00+00:00","contract":"{{{contract}}}","config":"x","cohort":{{{(cohort is null ? "null" : $"\"{cohort}\"")}}},"signals":{{{{signals}}}},"reasons":[{{{reasons}}}],
            "class":"T0","floor":"{{{floor}}}","tier":{{{(tier == "none" ? "null" : $"\"{tier}\"")}}},"lane":"standard",{{{more}}}"attempts":[{{{(asked ? $$"""{"kind":"answer","tier":"{{tier}}","endpoint":"{{tier}}-a","verdict":"accepted","ms":1,"usage":null,"cost":{{cost.ToString(CultureInfo.InvariantCulture)}},"estimated":false}""" : string.Empty)}}}],
            "gates":{},"outcome":"{{{outcome}}}","cost":{{{cost}}},"currency":"{{{currency}}}","ms":1}
            """).ReplaceLineEndings(string.Empty);

    public static string Feedback(string route, string feedback) =>
        $$$"""{"v":1,"event":"feedback","id":"e-{{{route}}}","route":"{{{route}}}","time":"2026-03-01T09:31:00+00:00","contract":"faq","details":{"feedback":"{{{feedback}}}"}}""";
}
