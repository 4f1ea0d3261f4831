using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using EmailAgent.GrainBench;
using EmailAgent.Testing;
using Microsoft.Extensions.Hosting;

// Run as: GrainBench [dry].
var dry = args is ["dry"];
await using var database = await TestDatabase.CreateAsync();
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
BenchHost.AddSilo(builder, database.ConnectionString);
using var host = builder.Build();
await host.StartAsync();
BenchHost.Use(host.Services);

// In this process, where the silo is.
var job = dry ? new Job(RunMode.Dry, InfrastructureMode.InProcess) : Job.InProcess;
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
var summary = BenchmarkRunner.Run<CallBenchmarks>(config);
await IdleBench.RunAsync(BenchHost.Client, grains: dry ? 5 : 10_000, seconds: dry ? 1 : 5);
await host.StopAsync();
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
