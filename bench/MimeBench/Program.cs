using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using EmailAgent.MimeBench;

if (args is not ([_] or [_, "dry"]))
{
    Console.Error.WriteLine("usage: MimeBench <folder of .eml files> [dry]");
    return 2;
}

MessageFolder.Read(args[0]);
var count = MessageFolder.Messages.Count;
Console.WriteLine($"{count} messages, {MessageFolder.Bytes / 1e6:F1} MB, {MessageFolder.Bytes / count} bytes on average");
FirstPass.Report();

// In this process, which has the messages and the settings of a silo.
var job = args.Length > 1 ? new Job(RunMode.Dry, InfrastructureMode.InProcess) : Job.InProcess;
var config = DefaultConfig.Instance.AddJob(job).WithArtifactsPath(Path.Combine(AppContext.BaseDirectory, "results"));
var summary = BenchmarkRunner.Run<ParserBenchmarks>(config);
return summary.HasCriticalValidationErrors || summary.Reports.Any(report => !report.Success) ? 1 : 0;
