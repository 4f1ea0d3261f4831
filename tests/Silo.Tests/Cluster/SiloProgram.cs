using EmailAgent.Silo.Tests.Hosting;

namespace EmailAgent.Silo.Tests.Cluster;

/// <summary>What this assembly does when it is started as a program: it is a silo until its input ends.</summary>
internal static class SiloProgram
{
    public const string Ready = "ready";

    public static async Task Main(string[] arguments)
    {
        await using var host = await TestSilo.StartAsync(arguments[0], new SiloSettings { Mode = Enum.Parse<SiloMode>(arguments[1]) });
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
    }
}
