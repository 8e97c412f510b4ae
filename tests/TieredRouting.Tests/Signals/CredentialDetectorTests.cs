using TieredRouting.Signals;
using static TieredRouting.Tests.Signals.Secrets;

namespace TieredRouting.Tests.Signals;

public sealed class CredentialDetectorTests
{
    public static TheoryData<string, int> Keys => new()
    {
        { "AK" + "IA", 16 }, { "AS" + "IA", 16 }, { "gh" + "p_", 36 }, { "gh" + "s_", 36 }, { "github" + "_pat_", 82 }, { "xo" + "xb-", 50 }, { "s" + "k-", 48 },
        { "sk" + "_live_", 24 }, { "rk" + "_live_", 24 }, { "hv" + "s.", 90 },
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
        $"{begin}\nanything\n{end}".ShouldBeFoundBy(new PrivateKeyDetector(), "credential");
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
    [InlineData("DB_PASS=⟦hunter22x⟧ pass: ⟦hunter22x⟧ dbPw: ⟦hunter22x⟧")]
    [InlineData("run --password ⟦hunter22x⟧ --token '⟦a1b2c3d4e5f6⟧'")]
    [InlineData("curl -u admin:⟦hunter⟧ -X GET; curl -sSu \"admin:⟦hunter⟧\"; curl -uadmin:⟦hunter⟧; curl --user admin:⟦hunter⟧")]
    [InlineData("password: ⟦hunter22x⟧... <password>⟦hunter22!⟧</password> <string name=\"api_key\">⟦a1b2c3d4e5f6⟧</string>")]
    [InlineData("password：⟦hunter22x⟧")]
    [InlineData("password:\n⟦hunter22x⟧\r\npassword:\r\n  ⟦hunter22!⟧\n")]
    [InlineData("password=⟦my_pass123⟧ password: ⟦ExampleCorp2024⟧!")]
    [InlineData("\"access_token\":\"⟦1234567890|a-bcdefghij⟧\"")]
    [InlineData("BUNDLE_GEMS__BAKERY__EXAMPLE: reader:⟦hunter⟧")]
    [InlineData("mapKey: ⟦a1b2c3d4e5f6g7h8⟧")]
    public void A_secret_is_found_however_its_name_gives_it(string text) => text.ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");

    [Fact]
    public void A_key_of_letters_alone_is_found_where_its_issuer_makes_such()
    {
        var letters = Random(36, "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")[..34];

        $"⟦hf{"_"}{letters}⟧".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"hf_{letters}x npm_{letters}xx".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void A_key_is_found_only_as_its_issuer_makes_it()
    {
        var (ant, bricks, graph) = ("s" + "k-ant-api03-", "da" + "pi", "sg" + "p_");
        var hexadecimal = Random(40, "0123456789abcdef")[..38];

        $"⟦{ant}{Random(93)}AA⟧ {ant}{Random(93)}BB".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"⟦{bricks}{hexadecimal[..32]}⟧ {bricks}{hexadecimal[..20]}g{hexadecimal[..11]}".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"token = ⟦{bricks}{hexadecimal[..32]}⟧; token = {bricks}{hexadecimal[..20]}g{hexadecimal[..11]};".ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");
        $"⟦{graph}{hexadecimal}a7⟧ {graph}{hexadecimal}_{hexadecimal}".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void A_key_that_also_stands_in_public_pages_counts_near_a_word_that_calls_it_one()
    {
        var key = "AI" + "za" + Random(35);

        $"my API key is\n⟦{key}⟧ {new string('.', 80)} {key}".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"⟦{key}⟧ belongs to Google Maps".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void What_begins_with_one_piece_three_times_is_no_key()
    {
        var random = Random(32);

        $"xo{"x"}p-1234-1234-1234-{random} ⟦xo{"x"}p-1234-5678-1234-{random}⟧".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void Hexadecimal_in_both_cases_is_no_ones_key() =>
        "token: a1b2C3d4e5f60718 token: ⟦a1b2c3d4e5f60718⟧".ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");

    [Fact]
    public void A_secret_behind_a_long_run_of_names_is_found()
    {
        var names = string.Concat(Enumerable.Repeat("password=", 400));

        PolicyLaneExtractor.Find($"{names}{Random(24)} {names}").Should().ContainSingle(one => one.Kind == "credential");
    }

    [Fact]
    public void A_secret_of_an_Entra_application_is_found_by_its_sixth_character()
    {
        $"use ⟦a1b8Q{"~"}{Random(34)}⟧. ⟦a1b7Q{"~"}{Random(31)}⟧".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"a1b8Q~{Random(33)} a1b7Q~{Random(34)} a1b6Q~{Random(34)}".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
    }

    [Fact]
    public void What_is_cut_short_is_no_key()
    {
        var key = "gl" + "pat-" + Random(24);

        $"{key}... {key}…  {key}[Redacted] {key}** token={key}...".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");
        $"token={key}... token={key}…".ShouldBeFoundBy(new AssignedCredentialDetector(), "credential");
    }

    [Fact]
    public void Words_with_hyphens_are_no_key() =>
        "sk-learn-contrib-model-2024-version-1".ShouldBeFoundBy(new IssuedCredentialDetector(), "credential");

    [Theory]
    [InlineData("monkey: 1234567890abcdefgh turkey = 1234567890abcdefgh")]
    [InlineData("key: 123e4567-e89b-12d3-a456-426614174000")]
    [InlineData("key=\"left.pad.v8_trim\" token: left-pad-core-0.11.2")]
    [InlineData("bypass: hunter22x compass: N45E12345")]
    [InlineData("password > 12345678, <password> 12345678, --password is needed, pass-1234567")]
    [InlineData("password:\nuser1=abc")]
    [InlineData("password:\nhunter22x is mine")]
    [InlineData("password:\n\nhunter22x")]
    [InlineData("curl -u user:password, curl -u $USER:$PASS; curl -u me:API_TOKEN; curl x; git push -u origin:main1")]
    [InlineData("password=dummy12345 token=a1b2c3d4-example-e5f6 token=a1b2c3d4e5EXAMPLE")]
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
