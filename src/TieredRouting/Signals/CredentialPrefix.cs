namespace TieredRouting.Signals;

/// <summary>How an issuer begins its keys, and how many characters follow.</summary>
internal readonly record struct CredentialPrefix(string Text, int Least, int Most = int.MaxValue)
{
    /// <summary>The known ones; of two that begin alike, the longer first.</summary>
    public static readonly CredentialPrefix[] All =
    [
        new("AKIA", 16, 16), new("ASIA", 16, 16), new("ABIA", 16, 16), new("ACCA", 16, 16), new("ABSK", 100), // AWS
        new("ghp_", 36, 36), new("gho_", 36, 36), new("ghu_", 36, 36), new("ghs_", 36, 36), new("ghr_", 36, 36), new("github_pat_", 50), // GitHub
        new("glpat-", 20), new("gldt-", 20), new("glptt-", 40), new("glrt-", 20), new("glcbt-", 20), // GitLab
        new("xoxa-", 20), new("xoxb-", 20), new("xoxe-", 20), new("xoxo-", 20), new("xoxp-", 20), new("xoxr-", 20), new("xoxs-", 20), new("xapp-", 20), // Slack
        new("sk-", 20), // OpenAI, Anthropic and their likes
        new("AIza", 35, 35), new("ya29.", 20), // Google
        new("sk_live_", 10), new("rk_live_", 10), new("sk_test_", 10), new("rk_test_", 10), // Stripe
        new("hf_", 34, 34), new("api_org_", 34, 34), // Hugging Face
        new("npm_", 36, 36), new("pypi-", 50), new("rubygems_", 48, 48), // package registries
        new("dapi", 32, 34), // Databricks
        new("glsa_", 40, 42), new("glc_", 32), // Grafana
        new("hvs.", 24), new("hvb.", 60), // Vault
        new("ops_eyJ", 50), new("ntn_", 40), new("sgp_", 40), new("shpat_", 32, 32), new("shpss_", 32, 32), new("shpca_", 32, 32), new("SG.", 40),
        new("HRKU-", 50), new("ico-", 32, 32), new("dop_v1_", 64, 64), new("doo_v1_", 64, 64), new("lin_api_", 40, 40), new("PMAK-", 59), new("pul-", 40, 40),
        new("dckr_pat_", 27), new("sha256~", 43, 43), new("fm2_", 40), new("EAAM", 60), new("EAAC", 60), new("dp.pt.", 43), new("sntrys_", 40), new("sntryu_", 64, 64),
    ];
}
