using System.Globalization;

namespace EmailAgent.MailFuzz;

/// <summary>What to fuzz and for how long; minutes are processor time of the fuzzing thread.</summary>
internal sealed record FuzzOptions(string Target, double Minutes, int Seed, string? Corpus, string Found)
{
    public static FuzzOptions Parse(string[] args)
    {
        string? Value(string name) => Array.IndexOf(args, name) is var at and >= 0 && at + 1 < args.Length ? args[at + 1] : null;
        return new FuzzOptions(
            args is [var target, ..] ? target : "",
            double.Parse(Value("--minutes") ?? "1", CultureInfo.InvariantCulture),
            int.Parse(Value("--seed") ?? Environment.TickCount.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture),
            Value("--corpus"),
            Value("--found") ?? Path.Combine(Path.GetTempPath(), "mail-fuzz"));
    }
}
