using EmailAgent.Grains.Analysis;
using Microsoft.Extensions.ObjectPool;

namespace EmailAgent.Grains.Sync;

/// <summary>The creation of converters for their pool.</summary>
internal sealed class MessageConverterPolicy(SignalReader signals) : PooledObjectPolicy<MessageConverter>
{
    public override MessageConverter Create() => new(signals);

    public override bool Return(MessageConverter obj) => true;
}
