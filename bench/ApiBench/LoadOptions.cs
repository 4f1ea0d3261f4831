using System.Globalization;

namespace EmailAgent.ApiBench;

/// <summary>How long and how hard to measure, and for the load process also what to call. <c>Only</c>: kinds whose name contains this. <c>Logins</c>: strangers who try to log in meanwhile.</summary>
internal sealed record LoadOptions(int Rounds, int Seconds, int Clients, string Address, string Path, string Token, string Only, int Logins)
{
    public static LoadOptions Parse(string[] args)
    {
        string Value(string name, string otherwise) => Array.IndexOf(args, name) is var at and >= 0 ? args[at + 1] : otherwise;
        int Number(string name, int otherwise) => int.Parse(Value(name, otherwise.ToString(CultureInfo.InvariantCulture)), CultureInfo.InvariantCulture);
        return new LoadOptions(Number("--rounds", 5), Number("--seconds", 4), Number("--clients", 16), Value("--address", ""), Value("--path", ""), Value("--token", ""), Value("--only", ""), Number("--logins", 0));
    }
}
