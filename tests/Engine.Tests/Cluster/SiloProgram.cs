using EmailAgent.Engine.Tests.Hosting;

namespace EmailAgent.Engine.Tests.Cluster;

/// <summary>What this assembly does when it is started as a program: it is a silo until its input ends.</summary>
internal static class SiloProgram
{
    public const string Ready = "ready";

    public static async Task Main(string[] arguments)
    {
        await using var host = await EngineHost.StartAsync(arguments[0]);
        Console.WriteLine(Ready);
        await Console.In.ReadToEndAsync();
    }
}
