using EmailAgent.Grains.Idempotency;
using EmailAgent.Grains.Recurring;
using EmailAgent.Grains.Secrets;

namespace Microsoft.Extensions.DependencyInjection;

internal static class IdempotencyRegistration
{
    public static IServiceCollection AddIdempotency(this IServiceCollection services) => services
        .AddSingleton(new EncryptedColumn("idempotency_keys", "answer", IdempotencyStore.AnswerPurpose))
        .AddSingleton<IdempotencyStore>()
        .AddRecurringWork<IdempotencyUpkeep>();
}
