using System.Text.Json;
using EmailAgent.Grains.Secrets;
using Orleans.Concurrency;

namespace EmailAgent.Grains.Idempotency;

// The row decides, so any number of activations can serve one user.
[StatelessWorker, Reentrant]
internal sealed class IdempotencyGrain(IdempotencyStore store, SecretProtector secrets) : Grain, IIdempotencyGrain
{
    private Guid UserId => Guid.ParseExact(this.GetPrimaryKeyString(), "N");

    public async Task<IdempotencyClaim> ClaimAsync(IdempotentRequest request, CancellationToken cancellationToken)
    {
        var row = await store.ClaimAsync(UserId, request, cancellationToken);
        var state = IdempotencyPolicy.Judge(row, request);
        return new IdempotencyClaim(state, row.OperationId, state == IdempotencyState.Answered ? Open(row.Answer!) : null);
    }

    public Task CompleteAsync(IdempotentRequest request, StoredAnswer answer, CancellationToken cancellationToken) =>
        store.CompleteAsync(UserId, request, secrets.Protect(IdempotencyStore.AnswerPurpose, JsonSerializer.SerializeToUtf8Bytes(answer)), cancellationToken);

    public Task ReleaseAsync(IdempotentRequest request, bool forget, CancellationToken cancellationToken) =>
        forget ? store.ForgetAsync(UserId, request, cancellationToken) : store.ReleaseAsync(UserId, request, cancellationToken);

    // Answers can contain what is shown once, such as tokens.
    private StoredAnswer Open(byte[] answer) => JsonSerializer.Deserialize<StoredAnswer>(secrets.UnprotectBytes(IdempotencyStore.AnswerPurpose, answer))!;
}
