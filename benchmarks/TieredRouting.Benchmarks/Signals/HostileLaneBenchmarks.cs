using BenchmarkDotNet.Attributes;
using TieredRouting.Signals;

namespace TieredRouting.Benchmarks.Signals;

/// <summary>Text that sets off every detector again and again, by size: read the time beside the bytes.</summary>
[MemoryDiagnoser]
public class HostileLaneBenchmarks
{
    private string _text = "";

    [Params(1_024, 10_240, 102_400, 1_048_576)]
    public int Bytes { get; set; }

    [Params("words", "digits", "signs", "disguised", "list", "names", "mails", "nested", "base64", "ids", "random")]
    public string Kind { get; set; } = "";

    [GlobalSetup]
    public void SetUp()
    {
        var piece = Kind switch
        {
            "words" => "my name is A, my salary and his diagnosis, Mr born ",
            "digits" => "1 22-333 44.55 666/7 ",
            "signs" => "key= a@b. ://a: <key> -u ",
            "list" => "1 2 3 4 ",
            "names" => "password=",
            "mails" => "a@",
            "nested" => "((1)[{\"key\": ",
            "ids" => "AB 12 34 56 C 123-45-6789 943 476 5919 529.982.247-25 12345678Z 1 85 05 78 006 084 91 ",
            "random" => Random(),
            "base64" => "aGVsbG8gbXkgZnJpZW5kIG51bWJlciAxMjM0NSBhbmQgbW9yZSB0ZXh0 ",
            _ => "ѕ\u200Bее 𝟒𝟏 Ünіcоdе ",
        };
        _text = string.Concat(Enumerable.Repeat(piece, Bytes / sizeof(char) / piece.Length + 1))[..(Bytes / sizeof(char))];
    }

    /// <summary>Digits, letters and the signs that may stand between them, as a fixed seed has them.</summary>
    private static string Random() => new(new Random(7).GetItems<char>("0123456789012345678901234567890123456789abcdeXYZ -./:()+ ,@=", 1 << 16));

    [Benchmark(Description = "Policy lane")]
    public int Find() => PolicyLaneExtractor.Find(_text).Count;
}
