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

    [Params("words", "digits", "signs", "disguised", "list", "names", "mails", "nested", "base64")]
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
            "base64" => "aGVsbG8gbXkgZnJpZW5kIG51bWJlciAxMjM0NSBhbmQgbW9yZSB0ZXh0 ",
            _ => "ѕ\u200Bее 𝟒𝟏 Ünіcоdе ",
        };
        _text = string.Concat(Enumerable.Repeat(piece, Bytes / sizeof(char) / piece.Length + 1))[..(Bytes / sizeof(char))];
    }

    [Benchmark(Description = "Policy lane")]
    public int Find() => PolicyLaneExtractor.Find(_text).Count;
}
