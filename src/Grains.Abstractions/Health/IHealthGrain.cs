namespace EmailAgent.Grains.Health;

/// <summary>Health check of the silo: a stateless worker, key 0.</summary>
[Alias("health-check")]
public interface IHealthGrain : IGrainWithIntegerKey
{
    /// <summary>Writes to the database; answers within two seconds.</summary>
    [Alias("check"), Idempotent]
    Task<Readiness> CheckAsync(CancellationToken cancellationToken);

    /// <summary>Looks at the parts one by one; answers within two seconds.</summary>
    [Alias("examine"), Idempotent]
    Task<HealthReport> ExamineAsync(CancellationToken cancellationToken);
}
