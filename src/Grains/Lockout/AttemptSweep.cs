using EmailAgent.Grains.Recurring;

namespace EmailAgent.Grains.Lockout;

/// <summary>Forgets attempts of long ago, so that guessing at addresses does not fill the table.</summary>
internal sealed class AttemptSweep(AttemptStore attempts, IGrainFactory grains) : RecurringWork(TimeSpan.FromHours(1), grains)
{
    public override Task RunOnceAsync(CancellationToken stop) => attempts.ForgetOldAsync(LockoutPolicy.AccountMemory, stop);
}
