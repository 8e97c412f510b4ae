using System.Buffers;

namespace TieredRouting.Signals;

/// <summary>How an issuer begins its keys, and how many characters follow.</summary>
internal readonly record struct CredentialPrefix(string Text, int Least, int Most = int.MaxValue)
{
    /// <summary>Whether a key may be of letters alone.</summary>
    public bool MayLackDigit { get; init; }

    /// <summary>Whether hexadecimal digits follow, and nothing else but what a hyphen joins to them.</summary>
    public bool Hexadecimal { get; init; }

    /// <summary>What a key ends in: that of one length only.</summary>
    public string? Ending { get; init; }

    /// <summary>Whether its keys also stand in public pages and apps, where they name a project: one counts only near a word that calls it a key.</summary>
    public bool IsPublished { get; init; }

    /// <summary>The known ones; of two that begin alike, the longer first.</summary>
    public static readonly CredentialPrefix[] All =
    [
        new("AKIA", 16, 16), new("ASIA", 16, 16), new("ABIA", 16, 16), new("ACCA", 16, 16), new("ABSK", 100), // AWS
        new("ghp_", 36, 36), new("gho_", 36, 36), new("ghu_", 36, 36), new("ghs_", 36, 36), new("ghr_", 36, 36), new("github_pat_", 50), // GitHub
        new("glpat-", 20), new("gldt-", 20), new("glptt-", 40), new("glrt-", 20), new("glcbt-", 20), // GitLab
        new("xoxa-", 20), new("xoxb-", 20), new("xoxe-", 20), new("xoxo-", 20), new("xoxp-", 20), new("xoxr-", 20), new("xoxs-", 20), new("xapp-", 20), // Slack
        new("sk-ant-", 90) { Ending = "AA" }, new("sk-", 20), new("gsk_", 48), new("xai-", 64), new("pplx-", 40), new("r8_", 37, 37), new("tvly-", 20), new("lsv2_", 40), // OpenAI, Anthropic and their likes
        new("AIza", 35, 35) { IsPublished = true }, new("ya29.", 20), // Google
        new("sk_live_", 10), new("rk_live_", 10), new("sk_test_", 10), new("rk_test_", 10), // Stripe
        new("hf_", 34, 34) { MayLackDigit = true }, new("api_org_", 34, 34) { MayLackDigit = true }, // Hugging Face
        new("npm_", 36, 36), new("pypi-", 50), new("rubygems_", 48, 48), // package registries
        new("dapi", 32, 34) { Hexadecimal = true }, // Databricks
        new("glsa_", 40, 42), new("glc_", 32), // Grafana
        new("A3-", 30, 40), // 1Password
        new("ATATT3", 100), new("ATCTT3", 100), new("ATBB", 32, 32), // Atlassian
        new("AGE-SECRET-KEY-1", 58, 58), new("LTAI", 12, 20), new("AKCp8", 60), new("CLOJARS_", 60, 60), new("dt0c01.", 80), new("EZAK", 54, 54), new("EZTK", 54, 54),
        new("FLWSECK-", 12), new("FLWSECK_TEST-", 12), new("NRAK-", 27, 27), new("NRJS-", 19, 19), new("nfp_", 36, 40), new("pscale_", 32), new("pnu_", 36, 36), new("rdme_", 70, 70),
        new("shippo_live_", 40, 40), new("shippo_test_", 40, 40), new("sq0atp-", 22), new("sq0csp-", 43), new("tfp_", 40), new("xkeysib-", 81), new("figd_", 40), new("sbp_", 40), new("dckr_oat_", 27),
        new("CFPAT-", 43), new("CCIPAT_", 40), new("secret_", 43, 43), new("duffel_live_", 43), new("duffel_test_", 43), new("tk-us-", 48, 48), new("fio-u-", 64, 64), new("s-s4t2ud-", 64, 64) { Hexadecimal = true }, new("s-s4t2af-", 64, 64) { Hexadecimal = true }, new("rzp_live_", 14), new("rzp_test_", 14),
        new("hvs.", 24), new("hvb.", 60), // Vault
        new("ops_eyJ", 50), new("ntn_", 40), new("sgp_", 40, 57), new("shpat_", 32, 32) { Hexadecimal = true }, new("shpss_", 32, 32) { Hexadecimal = true }, new("shpca_", 32, 32) { Hexadecimal = true }, new("SG.", 40),
        new("HRKU-", 50), new("ico-", 32, 32), new("dop_v1_", 64, 64) { Hexadecimal = true }, new("doo_v1_", 64, 64) { Hexadecimal = true }, new("lin_api_", 40, 40), new("PMAK-", 59), new("pul-", 40, 40) { Hexadecimal = true },
        new("dckr_pat_", 27), new("sha256~", 43, 43), new("fm2_", 40), new("EAAM", 60), new("EAAC", 60), new("dp.pt.", 43), new("sntrys_", 40), new("sntryu_", 64, 64),
    ];

    private static readonly SearchValues<char> HexadecimalUnits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly CredentialPrefix[][] ByFirst = [.. Enumerable.Range(0, 128).Select(first => All.Where(prefix => prefix.Text[0] == first).ToArray())];

    /// <summary>Whether a value is not contradicted by its own prefix: an issuer's hexadecimal has no other letter.</summary>
    public static bool MayBegin(ReadOnlySpan<char> value)
    {
        foreach (var prefix in Beginning(value[0]))
        {
            if (prefix.Hexadecimal && value.StartsWith(prefix.Text))
                return prefix.Fits(value[prefix.Text.Length..]);
        }

        return true;
    }

    /// <summary>Whether a word begins as keys that also stand in public pages do.</summary>
    public static bool IsPublic(ReadOnlySpan<char> word)
    {
        foreach (var prefix in Beginning(word[0]))
        {
            if (prefix.IsPublished && word.StartsWith(prefix.Text))
                return true;
        }

        return false;
    }

    /// <summary>Whether what follows the prefix has the characters that this issuer's keys have.</summary>
    public bool Fits(ReadOnlySpan<char> body) =>
        body.Length >= Least && (Ending is null || body.EndsWith(Ending)) && (!Hexadecimal || !body[..Least].ContainsAnyExcept(HexadecimalUnits));

    /// <summary>Those that begin with a character, in their order.</summary>
    public static CredentialPrefix[] Beginning(char first) => first < ByFirst.Length ? ByFirst[first] : [];
}
