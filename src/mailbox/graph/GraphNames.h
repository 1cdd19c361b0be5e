#pragma once

#include <QLatin1String>

namespace tallybridge::graph {

// Extended properties as Graph writes their ids. The named ones are our own: they make a mail ours, and are what it is found by.
inline constexpr QLatin1String keyProperty("String {5d3f9c1e-7a42-4b6b-9f0e-2c8a61d7e4b9} Name TallybridgeKey");
inline constexpr QLatin1String stateProperty("String {5d3f9c1e-7a42-4b6b-9f0e-2c8a61d7e4b9} Name TallybridgeState");
inline constexpr QLatin1String factsProperty("String {5d3f9c1e-7a42-4b6b-9f0e-2c8a61d7e4b9} Name TallybridgeFacts");
inline constexpr QLatin1String flagsProperty("Integer 0x0E07");           ///< PidTagMessageFlags
inline constexpr QLatin1String deliveryTimeProperty("SystemTime 0x0E06"); ///< PidTagMessageDeliveryTime
inline constexpr QLatin1String submitTimeProperty("SystemTime 0x0039");   ///< PidTagClientSubmitTime
inline constexpr QLatin1String messageClassProperty("String 0x001A");
inline constexpr QLatin1String topicProperty("String 0x0070");   ///< PidTagConversationTopic
inline constexpr QLatin1String indexProperty("Binary 0x0071");   ///< PidTagConversationIndex
inline constexpr QLatin1String headersProperty("String 0x007D"); ///< PidTagTransportMessageHeaders
inline constexpr QLatin1String referencesProperty("String 0x1039");
inline constexpr QLatin1String inReplyToProperty("String 0x1042");

// Values of stateProperty: a mail whose files are still being added is pending.
inline constexpr QLatin1String doneState("done");
inline constexpr QLatin1String pendingState("pending");
inline constexpr QLatin1String removedState("removed"); ///< about to be deleted

} // namespace tallybridge::graph
