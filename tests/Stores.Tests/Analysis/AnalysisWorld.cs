using EmailAgent.Grains.Access;
using EmailAgent.Grains.Analysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EmailAgent.Stores.Tests.Analysis;

/// <summary>The product with scripted steps only, and short ways to have it analyze.</summary>
internal sealed class AnalysisWorld : IAsyncDisposable
{
    private readonly StoreFixture _product;

    public AnalysisWorld(StoreFixture storage, params ScriptedStep[] steps) => _product = storage.Restart(services =>
    {
        services.RemoveAll<IAnalysisStep>();
        foreach (var step in steps)
            services.AddSingleton<IAnalysisStep>(step);
    });

    public AnalysisRunner Runner => _product.Get<AnalysisRunner>();

    public AnalysisBacklog Backlog => _product.Get<AnalysisBacklog>();

    public StepVersions Versions => _product.Get<AnalysisSteps>().Versions;

    public Task<AnalysisTurn> RunAsync(Guid userId, string state = AnalysisStates.Waiting) => Runner.RunAsync(userId, state, isPatient: true, default);

    /// <summary>Analyzes until nothing waits.</summary>
    public async Task RunAllAsync(Guid userId, string state = AnalysisStates.Waiting)
    {
        while ((await RunAsync(userId, state)).IsMoreLeft)
        {
        }
    }

    /// <summary>Compares all mail with the versions of the steps.</summary>
    public async Task RenewAsync()
    {
        await Backlog.BeginRenewalAsync(Versions, default);
        while (await Backlog.RenewChunkAsync(Versions, default))
        {
        }
    }

    public Task<AnalysisStatus> StatusAsync(Guid userId, params Guid[] connections) =>
        _product.Get<AnalysisReader>().GetStatusAsync(connections.Length == 0 ? Visibility.OfAll(userId) : new Visibility(userId, connections), default);

    public ValueTask DisposeAsync() => _product.DisposeAsync();
}
