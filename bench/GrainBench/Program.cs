using EmailAgent.GrainBench;
using EmailAgent.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

await using var database = await TestDatabase.CreateAsync();
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
BenchHost.AddSilo(builder, database.ConnectionString);
using var host = builder.Build();
await host.StartAsync();
Console.WriteLine($"One silo, calls from within its process, {Environment.ProcessorCount} processors");
var bench = new CallBench(host.Services.GetRequiredService<IClusterClient>());
await bench.RunAsync();
await host.StopAsync();
