using TieredRouting.Signals;
using static TieredRouting.Tests.Signals.Secrets;

namespace TieredRouting.Tests.Signals;

public sealed class CredentialDetectorTests
{
    public static TheoryData<string, int> Keys => new()
    {
        { "AK" + "IA", 16 }, { "AS" + "IA", 16 }, { "gh" + "p_", 36 }, { "gh" + "s_", 36 }, { "github" + "_pat_", 82 }, { "xo" + "xb-", 50 }, { "s" + "k-", 48 },
        { "s" + "k-ant-api03-", 80 }, { "AI" + "za", 35 }, { "sk" + "_live_", 24 }, { "rk" + "_live_", 24 }, { "hv" + "s.", 90 },
    };

    [Theory]
    [MemberData(nameof(Keys))]
    public void A_key_with_its_issuers_prefix_is_found(string prefix, int length)
    {
        var key = prefix + Random(length);

        $"ключ: ⟦{key}⟧.".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"(\"⟦{key}⟧\", ⟦{key}⟧)".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"a{key} and {prefix}".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"{prefix}{new string('x', length)}, {prefix}{new string('X', length - 7)}EXAMPLE".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void A_web_token_is_found_signed_or_not()
    {
        var (header, payload) = ("ey" + "J" + Random(20), Random(30));

        $"Bearer ⟦{header}.{payload}.{Random(43)}⟧\n".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"'⟦{header}.{payload}.⟧'".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"{header}.{payload}".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void A_private_key_is_found_whole_or_by_its_header()
    {
        var (begin, end) = ("-----BEGIN RSA PRI" + "VATE KEY-----", "-----END RSA PRI" + "VATE KEY-----");

        $"a\n⟦{begin}\n{Random(64)}\n{end}⟧\nb".ShouldBeFoundBy(new PrivateKeyDetector(), "credential");
        $"⟦{begin}⟧\n{Random(64)}\n⟦{begin}⟧".ShouldBeFoundBy(new PrivateKeyDetector(), "credential");
        "-----BEGIN CERTIFICATE-----\n-----BEGIN ".ShouldBeFoundBy(new PrivateKeyDetector(), "credential");
    }

    [Fact]
    public void The_password_in_a_url_is_found()
    {
        $"postgres://app:⟦{Random(12)}⟧@db.example:5432/x".ShouldBeFoundBy(new UrlPasswordDetector(), "credential");
        "http://user:password@host http://u:${PASS}@h http://host:8080/a@b http://me@host ://".ShouldBeFoundBy(new UrlPasswordDetector(), "credential");
    }

    [Fact]
    public void A_value_given_to_a_secrets_name_is_found()
    {
        foreach (var name in new[] { "password: ", "Passwort = ", "\"api_key\": \"", "AccountKey=", "CLIENT-SECRET := '", "Authorization: Bearer ", "x.access_token=", "Password=" })
            $"ü {name}⟦{Random(24)}⟧; {name}".ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");
        "The password: ⟦hunter2⟧.".ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");
    }

    [Theory]
    [InlineData("password: <password>")]
    [InlineData("password=xxxxxxxx1")]
    [InlineData("password: changeme1")]
    [InlineData("password: $DB_PASSWORD1")]
    [InlineData("password=${PASSWORD_1}")]
    [InlineData("api_key = example1234567890")]
    [InlineData("api_key = YOUR_API_KEY_1234")]
    [InlineData("api_key = {{ .Values.key1 }}")]
    [InlineData("password:")]
    [InlineData("password = ")]
    [InlineData("password: please reset it")]
    [InlineData("Password: required")]
    [InlineData("token: https://auth2.host.example/x1")]
    [InlineData("token_count: 8a7f6e5d4c3b2a19")]
    [InlineData("keyword: Befaehigung_P2")]
    [InlineData("public_key: 8a7f6e5d4c3b2a19")]
    [InlineData("passwords: a1b2c3d4e5")]
    public void A_stand_in_for_a_secret_is_none(string text) => text.ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");
}
