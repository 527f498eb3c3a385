import { describeReal } from "../helpers/real";
import { conformance } from "./suite";

describeReal("kafka", ["kafka"], () => conformance("kafka"));
describeReal("Dapr on Redis Streams", ["daprd", "redis"], () => conformance("dapr-redis"));
describeReal("Dapr on Kafka", ["daprd", "kafka"], () => conformance("dapr-kafka"));
